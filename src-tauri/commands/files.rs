use std::sync::Arc;

use roster::{Format, List};

use crate::app::App;
use crate::bridge::{
    Changed, FileChoose, FileChosen, FileFormat, FileLook, FilePerson, FileRef, FileStop,
    FileTable, Problem, from_domain,
};
use crate::files::mapping::Mapping;

/// So much of a long file is read before it is shown.
const BEGINNING: usize = 1 << 20;

/// People shown as they are understood.
const SHOWN: usize = 20;

pub(super) async fn file_choose(app: &App, choose: FileChoose) -> Result<Option<FileRef>, Problem> {
    let chosen = app.host.choose_file(choose.kind).await;
    Ok(chosen.map(|path| app.files.add(path)))
}

/// Files were let go over the window.
pub(crate) fn dropped(app: &App, paths: &[std::path::PathBuf]) {
    let files = paths.iter().map(|path| app.files.add(path.clone()));
    app.host.tell(Changed::Dropped {
        files: files.collect(),
    });
}

pub(super) async fn file_stop(app: &App, stop: FileStop) -> Result<(), Problem> {
    app.files.get(&stop.file)?.stop();
    Ok(())
}

pub(super) async fn file_look(app: &Arc<App>, look: FileChosen) -> Result<FileLook, Problem> {
    let app = Arc::clone(app);
    blocking(move || look_at(&app, &look)).await
}

fn look_at(app: &App, look: &FileChosen) -> Result<FileLook, Problem> {
    let file = app.files.get(&look.file)?;
    let about = |problem: Problem| problem.about(file.name());
    let choices = roster::ReadOptions::default();
    let mut read = file.read_beginning(BEGINNING)?;
    if !read.whole && roster::beginning(&read.bytes).is_none() {
        read = file.read(choices.limits.file)?;
    }
    let bytes = match roster::beginning(&read.bytes) {
        Some(lines) if !read.whole => lines,
        _ => &read.bytes,
    };
    let list = roster::open(bytes, &choices).map_err(|error| about(error.into()))?;
    let mapping = Mapping::of(&app.store, &list, look.choices.as_ref())?;
    file.looked_at(read.stamp);

    let tables = list.tables();
    let mut counted: Vec<FileTable> = Vec::with_capacity(tables.len());
    for (at, table) in tables.iter().enumerate() {
        let people = if at == mapping.table {
            count(mapping.people(&list)).map_err(&about)?
        } else {
            // Whether another table can be read to its end is said once it is chosen.
            from_domain::count(list.people(at, table.columns()).flatten().count())
        };
        counted.push(FileTable {
            name: table.name().to_owned(),
            people,
        });
    }
    let table = &tables[mapping.table];
    let people = mapping.people(&list).flatten().take(SHOWN);
    let above = mapping.columns.rows_above.unwrap_or(table.first_row());
    Ok(FileLook {
        file: file.token.clone(),
        name: file.name(),
        format: format(&list),
        system: table.system().map(Into::into),
        encoding: list.encoding().map(str::to_owned),
        total: read.whole.then(|| counted[mapping.table].people),
        tables: counted,
        table: from_domain::count(mapping.table),
        headings: table.heading().to_vec(),
        fields: mapping
            .columns
            .fields
            .iter()
            .copied()
            .map(Into::into)
            .collect(),
        rows_above: from_domain::count(above),
        first_rows: table.first_rows().to_vec(),
        people: people.map(FilePerson::from).collect(),
        how: mapping.how,
        needs: mapping.needs,
        login_domain: mapping.columns.login_domain,
    })
}

fn count(people: roster::People<'_>) -> Result<u32, Problem> {
    let mut n = 0;
    for person in people {
        person?;
        n += 1;
    }
    Ok(n)
}

fn format(list: &List<'_>) -> FileFormat {
    match list.format() {
        Format::Delimited if list.separator() == Some('\t') => FileFormat::Tsv,
        Format::Delimited => FileFormat::Csv,
        Format::Xlsx => FileFormat::Xlsx,
        Format::Xls => FileFormat::Xls,
        Format::Ods => FileFormat::Ods,
        Format::VCard => FileFormat::Vcard,
        Format::Mail => FileFormat::Mail,
        Format::Text => FileFormat::Text,
    }
}

/// Work on files, off the threads that answer the window.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panicked) => {
            Err(Problem::of(crate::bridge::ProblemCode::Internal).with_detail(panicked.to_string()))
        }
    }
}
