#!/bin/bash
# Sets up a course on a computer that has never seen Cohort, from the API key to the last invitation.
# The key and the platform's address come in COHORT_API_KEY and COHORT_API_ADDRESS.
set -euo pipefail

cohort account add
# From here on the key comes from the keyring.
unset COHORT_API_KEY

cohort spaces
cohort instance add "Finance I" "Tutors" --description "Where the tutors prepare" --yes

cohort draft new --space "Finance I" --individual --name "Students" students.csv
cohort send "Students" --dry-run > requests.txt
cohort send "Students" --yes

cohort draft new --space "Finance I" --shared "Tutors" --name "Tutors" tutors.csv
cohort send "Tutors" --yes

cohort link make "Finance I" --uses 100 --qr link.png
cohort people "Finance I" --json > people.json
cohort account list
