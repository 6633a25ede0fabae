//! What is really so on the platform, read from its database past everything that a client sees, and
//! what people do there without Cohort.

use std::collections::BTreeSet;
use std::path::Path;

use lock::LockExt as _;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::sync::Mutex;

/// The colleague's API key.
pub(crate) const COLLEAGUES_KEY: &str = "the-colleagues-key";
const COLLEAGUE: &str = "max.meier@uni.example";
const SPACE: &str = "(SELECT id FROM spaces WHERE slug = 'finance_i')";
const DEVELOPMENT: &str = "development";

/// The platform's database.
pub(crate) struct Truth {
    db: Connection,
    /// The last email that was there before the simulation began.
    last_email: i64,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// People who were in an instance and were taken out, with its slug.
    were_in: BTreeSet<(String, String)>,
    works: Vec<WrittenFile>,
    /// Instances that the colleague deleted.
    deleted: BTreeSet<i64>,
    written: i64,
}

/// Something that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenFile {
    instance: i64,
    pub(crate) slug: String,
    pub(crate) path: String,
    size: i64,
}

/// An open invitation.
struct Pending {
    id: i64,
    email: String,
    key: String,
    role: String,
    instance: Option<i64>,
    place: String,
}

type Result<T> = std::result::Result<T, rusqlite::Error>;

fn now() -> i64 {
    simulated::true_now().as_millisecond()
}

impl Truth {
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let db = Connection::open(folder.join("practice.db"))?;
        let last_email =
            db.query_row("SELECT ifnull(max(id), 0) FROM mails", [], |row| row.get(0))?;
        let hash: [u8; 32] = Sha256::digest(COLLEAGUES_KEY).into();
        db.execute(
            "INSERT OR IGNORE INTO api_keys (hash, user_id) SELECT ?1, id FROM users WHERE email = ?2",
            params![hash, COLLEAGUE],
        )?;
        Ok(Self {
            db,
            last_email,
            known: Mutex::default(),
        })
    }

    /// Leaves a small course: a simulation needs few people, and reads them often.
    pub(crate) fn make_small(folder: &Path) -> Result<()> {
        let db = Connection::open(folder.join("practice.db"))?;
        db.execute_batch(&format!(
            "DELETE FROM instances WHERE space_id <> {SPACE} OR slug NOT IN
                ('master', 'distributed', 'group_a', 'tutors_room') AND id NOT IN
                (SELECT id FROM instances WHERE space_id = {SPACE} AND name LIKE '%@%'
                 ORDER BY id LIMIT 2);
             DELETE FROM invitations WHERE space_id <> {SPACE} OR instance_id NOT IN
                (SELECT id FROM instances);
             DELETE FROM spaces WHERE slug <> 'finance_i';
             DELETE FROM mails;"
        ))
    }

    /// How many invitations were emailed since the beginning: by normalized address, and by the slug
    /// of the instance, which is empty for administrators.
    pub(crate) fn emails(&self) -> Result<Vec<(String, String, usize)>> {
        let mut rows = self.db.prepare(
            "SELECT email_key, ifnull(slug, ''), count(*) FROM mails
             JOIN invitations ON invitations.id = invitation_id
             LEFT JOIN instances ON instances.id = instance_id
             WHERE mails.id > ?1 AND mails.kind = 'invitation'
             GROUP BY 1, 2 ORDER BY 1, 2",
        )?;
        let rows = rows.query_map([self.last_email], |row| {
            let count: u32 = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, count as usize))
        })?;
        rows.collect()
    }

    /// Whether this person has ever been invited into this instance or been in it, also where it is
    /// the individual instance that is named after them. Without a slug: as an administrator.
    pub(crate) fn was_ever_in(&self, key: &str, slug: Option<&str>) -> Result<bool> {
        let Some(slug) = slug else {
            return self.has(
                "SELECT 1 FROM invitations WHERE email_key = ?1 AND instance_id IS NULL
                 UNION ALL SELECT 1 FROM space_admins JOIN users ON users.id = user_id
                 WHERE email_key = ?1",
                [key],
            );
        };
        let known = self.known.locked();
        if known.were_in.contains(&(key.to_owned(), slug.to_owned())) {
            return Ok(true);
        }
        self.has(
            "SELECT 1 FROM instances WHERE (slug = ?2 OR lower(name) = ?1) AND (
                EXISTS (SELECT 1 FROM invitations
                        WHERE instance_id = instances.id AND email_key = ?1)
                OR EXISTS (SELECT 1 FROM instance_members JOIN users ON users.id = user_id
                           WHERE instance_id = instances.id AND email_key = ?1))
             UNION ALL SELECT 1 FROM space_admins JOIN users ON users.id = user_id
             WHERE email_key = ?1",
            [key, slug],
        )
    }

    /// Whether there is or was such an instance.
    pub(crate) fn was_ever_made(&self, slug: &str) -> Result<bool> {
        self.has(
            &format!("SELECT 1 FROM instances WHERE space_id = {SPACE} AND slug = ?1"),
            [slug],
        )
    }

    /// Whether everything that a snapshot holds lies in an instance, or the instance is gone.
    pub(crate) fn holds_all_of(&self, target: &str, source: &str, snapshot: &str) -> Result<bool> {
        let gone = !self.has(
            &format!(
                "SELECT 1 FROM instances WHERE space_id = {SPACE} AND slug = ?1 AND deleted IS NULL"
            ),
            [target],
        )?;
        let missing = self.has(
            &format!(
                "SELECT 1 FROM files JOIN snapshots ON snapshots.id = snapshot_id
                 JOIN instances ON instances.id = instance_id
                 WHERE space_id = {SPACE} AND instances.slug = ?2 AND snapshots.slug = ?3
                 AND area = 'files' AND path NOT IN (
                    SELECT path FROM files JOIN snapshots ON snapshots.id = snapshot_id
                    JOIN instances ON instances.id = instance_id
                    WHERE space_id = {SPACE} AND instances.slug = ?1
                    AND snapshots.slug = '{DEVELOPMENT}')"
            ),
            [target, source, snapshot],
        )?;
        Ok(gone || !missing)
    }

    fn has(&self, sql: &str, params: impl rusqlite::Params) -> Result<bool> {
        self.db.prepare(sql)?.exists(params)
    }

    /// The works that are neither where they were written nor in any snapshot, and those whose
    /// instance was deleted by somebody else than the colleague.
    pub(crate) fn lost_works(&self) -> Result<(Vec<WrittenFile>, Vec<WrittenFile>)> {
        let known = self.known.locked();
        let mut overwritten = Vec::new();
        let mut deleted = Vec::new();
        for work in &known.works {
            let gone: bool = self.db.query_row(
                "SELECT deleted IS NOT NULL FROM instances WHERE id = ?1",
                [work.instance],
                |row| row.get(0),
            )?;
            if gone && !known.deleted.contains(&work.instance) {
                deleted.push(work.clone());
            }
            let kept = self.has(
                "SELECT 1 FROM files JOIN snapshots ON snapshots.id = snapshot_id
                 WHERE instance_id = ?1 AND path = ?2 AND size = ?3",
                params![work.instance, work.path, work.size],
            )?;
            if !kept {
                overwritten.push(work.clone());
            }
        }
        Ok((overwritten, deleted))
    }

    /// Somebody with an invitation follows it. Returns who joined, and where.
    pub(crate) fn somebody_joins(&self, which: u64) -> Result<Option<(String, String)>> {
        let mut open = self.db.prepare(
            "SELECT invitations.id, email, email_key, role, instance_id,
                    ifnull(slug, 'the administrators')
             FROM invitations LEFT JOIN instances ON instances.id = instance_id
             WHERE status = 'PENDING' AND expires > ?1 AND deleted IS NULL
             ORDER BY invitations.id",
        )?;
        let open = open.query_map([now()], |row| {
            Ok(Pending {
                id: row.get(0)?,
                email: row.get(1)?,
                key: row.get(2)?,
                role: row.get(3)?,
                instance: row.get(4)?,
                place: row.get(5)?,
            })
        })?;
        let open = open.collect::<Result<Vec<_>>>()?;
        let Some(pending) = nth(&open, which) else {
            return Ok(None);
        };
        self.db.execute(
            "INSERT OR IGNORE INTO users (email, email_key, name, created)
             VALUES (?1, ?2, ?1, ?3)",
            params![pending.email, pending.key, now()],
        )?;
        let user = "(SELECT id FROM users WHERE email_key = ?1)";
        match pending.instance {
            Some(instance) => self.db.execute(
                &format!(
                    "INSERT OR IGNORE INTO instance_members (instance_id, user_id, role, since)
                     VALUES (?2, {user}, ?3, ?4)"
                ),
                params![pending.key, instance, pending.role, now()],
            )?,
            None => self.db.execute(
                &format!(
                    "INSERT OR IGNORE INTO space_admins (space_id, user_id) VALUES ({SPACE}, {user})"
                ),
                [&pending.key],
            )?,
        };
        self.db.execute(
            "UPDATE invitations SET status = 'ACCEPTED', settled = ?2 WHERE id = ?1",
            params![pending.id, now()],
        )?;
        Ok(Some((pending.email.clone(), pending.place.clone())))
    }

    /// Somebody who has joined writes a file of their own, or works on one that was distributed.
    pub(crate) fn somebody_works(&self, which: u64) -> Result<Option<WrittenFile>> {
        let places = self
            .places("EXISTS (SELECT 1 FROM instance_members WHERE instance_id = instances.id)")?;
        let Some((instance, slug)) = nth(&places, which) else {
            return Ok(None);
        };
        let mut known = self.known.locked();
        known.written += 1;
        // A size that nothing else has, so that it can be recognised.
        let size = 7_000_000 + known.written;
        let snapshot: i64 = self.db.query_row(
            "SELECT id FROM snapshots WHERE instance_id = ?1 AND slug = ?2",
            params![instance, DEVELOPMENT],
            |row| row.get(0),
        )?;
        let given: Option<String> = self
            .db
            .query_row(
                "SELECT path FROM files WHERE snapshot_id = ?1 AND area = 'files'
                 AND kind = 'file' ORDER BY path LIMIT 1 OFFSET ?2",
                params![snapshot, i64::try_from(which / 7 % 5).unwrap_or(0)],
                |row| row.get(0),
            )
            .optional()?;
        // Where nothing was distributed yet, somebody may make the very file that will be.
        let path = given
            .filter(|_| which.is_multiple_of(2))
            .unwrap_or_else(|| "README.md".to_owned());
        self.db.execute(
            "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
             VALUES (?1, 'files', ?2, ?3, 'file', ?4, ?5, ?5)
             ON CONFLICT (snapshot_id, area, path) DO UPDATE SET size = ?4, modified = ?5",
            params![
                snapshot,
                path,
                path.rsplit_once('/').map_or("", |(parent, _)| parent),
                size,
                now()
            ],
        )?;
        // What a person overwrites is theirs to overwrite.
        known
            .works
            .retain(|work| (work.instance, &work.path) != (*instance, &path));
        let work = WrittenFile {
            instance: *instance,
            slug: slug.clone(),
            path,
            size,
        };
        known.works.push(work.clone());
        Ok(Some(work))
    }

    /// The colleague takes somebody out of an instance, on the web.
    pub(crate) fn somebody_leaves(&self, which: u64) -> Result<Option<(String, String)>> {
        let mut members = self.db.prepare(
            "SELECT instance_id, user_id, email_key, slug FROM instance_members
             JOIN users ON users.id = user_id JOIN instances ON instances.id = instance_id
             ORDER BY instance_id, user_id",
        )?;
        let members = members.query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                (row.get::<_, String>(2)?, row.get::<_, String>(3)?),
            ))
        })?;
        let members = members.collect::<Result<Vec<_>>>()?;
        let Some((instance, user, who)) = nth(&members, which) else {
            return Ok(None);
        };
        self.db.execute(
            "DELETE FROM instance_members WHERE instance_id = ?1 AND user_id = ?2",
            [instance, user],
        )?;
        self.known.locked().were_in.insert(who.clone());
        Ok(Some(who.clone()))
    }

    /// The colleague deletes an instance on the web, or restores one.
    pub(crate) fn deletes_or_restores(&self, which: u64) -> Result<Option<(String, bool)>> {
        let mut known = self.known.locked();
        if which.is_multiple_of(2)
            && let Some(instance) = known.deleted.pop_first()
        {
            self.db.execute(
                "UPDATE instances SET deleted = NULL WHERE id = ?1",
                [instance],
            )?;
            let slug = self.db.query_row(
                "SELECT slug FROM instances WHERE id = ?1",
                [instance],
                |row| row.get(0),
            )?;
            return Ok(Some((slug, false)));
        }
        let places = self.places("instances.slug NOT IN ('master', 'distributed')")?;
        let Some((instance, slug)) = nth(&places, which / 2) else {
            return Ok(None);
        };
        self.db.execute(
            "UPDATE instances SET deleted = ?2 WHERE id = ?1",
            params![instance, now()],
        )?;
        known.deleted.insert(*instance);
        Ok(Some((slug.clone(), true)))
    }

    /// The instances of the course for which a condition holds.
    fn places(&self, condition: &str) -> Result<Vec<(i64, String)>> {
        let mut places = self.db.prepare(&format!(
            "SELECT id, slug FROM instances WHERE space_id = {SPACE} AND deleted IS NULL
             AND {condition} ORDER BY id"
        ))?;
        let places = places.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        places.collect()
    }

    /// The slugs of all instances that aren't deleted.
    pub(crate) fn instances(&self) -> Result<Vec<String>> {
        let places = self.places("1")?;
        Ok(places.into_iter().map(|(_, slug)| slug).collect())
    }
}

fn nth<T>(these: &[T], which: u64) -> Option<&T> {
    let count = u64::try_from(these.len()).ok().filter(|count| *count > 0)?;
    these.get(usize::try_from(which % count).ok()?)
}
