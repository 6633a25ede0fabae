-- An id that several people of one version share stands for none of them. From now on such an id is not
-- kept; this brings what was kept before into the same form.
UPDATE kept_people SET list_id = ''
WHERE (list, lower(trim(list_id))) IN
    (SELECT list, lower(trim(list_id)) FROM kept_people WHERE list_id <> ''
     GROUP BY 1, 2 HAVING count(DISTINCT normalized) > 1);
