/* A git log: which aut-nums were edited when. */
#include "registry-activity/git-log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/sort.h"

#define FOLDER "aut-num"
/* The longest name that can be an aut-num's, "AS" and its digits. */
#define NAME_MOST ((size_t)12)

static int
by_asn(const void *va, const void *vb)
{
	const struct edit *a = va, *b = vb;

	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	return (a->time < b->time) - (a->time > b->time);
}

/* Sorts the N edits at EDIT, and keeps the newest of each AS. */
static size_t
newest_of_each(struct edit *edit, size_t n)
{
	size_t kept = 0;

	if (n == 0)
		return 0;
	sort_all(edit, n, sizeof *edit, by_asn);
	for (size_t i = 1; i < n; i++)
		if (edit[i].asn != edit[kept].asn)
			edit[++kept] = edit[i];
	return kept + 1;
}

/* The present commit is complete. */
static void
commit_end(struct git_log *log)
{
	size_t n = 0;

	/* No arithmetic on NULL. */
	if (log->n > log->start)
		n = newest_of_each(log->edit + log->start, log->n - log->start);
	if (n > log->mass) {
		log->mass_commits++;
		log->mass_edits += n;
		n = 0;
	}
	log->start += n;
	log->n = log->start;
}

static bool
commit_begin(struct git_log *log, struct slice date, struct why *why)
{
	int64_t time;

	if (!date_parse_moment(date.p, date.n, &time, why))
		return false;
	if (log->commits > 0)
		commit_end(log);
	if (log->commits == 0 || time < log->oldest)
		log->oldest = time;
	if (log->commits == 0 || time > log->newest)
		log->newest = time;
	log->time = time;
	log->commits++;
	return true;
}

/* The last part of a path whose last folder is aut-num; false for another. */
static bool
path_in_folder(struct slice path, struct slice *name)
{
	const char *slash = memrchr(path.p, '/', path.n);
	size_t folder = strlen(FOLDER), before;

	if (slash == NULL)
		return false;
	before = (size_t)(slash - path.p);
	*name = (struct slice){ slash + 1, path.n - before - 1 };
	return before >= folder &&
	    memcmp(slash - folder, FOLDER, folder) == 0 &&
	    (before == folder || slash[-(ptrdiff_t)folder - 1] == '/');
}

static bool
name_asn(struct slice name, uint32_t *asn)
{
	struct why why;

	return name.n > 2 && name.n <= NAME_MOST && name.p[0] == 'A' &&
	    name.p[1] == 'S' && memchr(name.p, '.', name.n) == NULL &&
	    asn_parse(name.p, name.n, asn, &why);
}

/*
 * git puts a name with unusual bytes between quotes.  No AS number has one, so
 * it is enough to know that the quotes are closed.
 */
static bool
name_quoted(struct slice line, struct why *why)
{
	bool escaped = false;

	for (size_t i = 1; i + 1 < line.n; i++)
		escaped = !escaped && line.p[i] == '\\';
	if (line.n > 1 && line.p[line.n - 1] == '"' && !escaped)
		return true;
	why_not(why, line.p, line.n, "a name with a quote at its end");
	return false;
}

static bool
name_line(struct git_log *log, struct slice line, struct why *why)
{
	struct slice name;
	uint32_t asn;

	if (line.p[0] == '"') {
		log->others++;
		return name_quoted(line, why);
	}
	if (memchr(line.p, '\t', line.n) != NULL ||
	    memchr(line.p, '\0', line.n) != NULL) {
		why_not(why, line.p, line.n,
		    "a name alone: git log "
		    "--name-only, without -z");
		return false;
	}
	if (!path_in_folder(line, &name) || !name_asn(name, &asn)) {
		log->others++;
		return true;
	}
	log->edit = mem_grow(log->edit, log->n, &log->cap, sizeof *log->edit);
	log->edit[log->n++] = (struct edit){ asn, log->time };
	return true;
}

bool
git_log_line(struct git_log *log, struct slice line, struct why *why)
{
	if (line.n == 0)
		return true;
	if (line.p[0] == '@')
		return commit_begin(log,
		    (struct slice){ line.p + 1, line.n - 1 }, why);
	if (log->commits > 0)
		return name_line(log, line, why);
	why_not(why, line.p, line.n,
	    "the time of a commit first: git log "
	    "--format=@%cI");
	return false;
}

void
git_log_end(struct git_log *log)
{
	commit_end(log);
	log->n = newest_of_each(log->edit, log->n);
}

bool
git_log_read(struct git_log *log, FILE *f, struct diag *diag)
{
	struct place place = { "-", 0 };
	struct why why;
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	bool ok = true;

	while (ok && (n = getline(&line, &cap, f)) > 0) {
		place.line++;
		why_set(&why,
		    "the lines end within this one (did git log "
		    "fail?)");
		ok = line[n - 1] == '\n' &&
		    git_log_line(log, (struct slice){ line, (size_t)n - 1 },
			&why);
	}
	free(line);
	if (!ok)
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", why.text);
	if (ok && ferror(f)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "read: %s",
		    strerror(errno));
		ok = false;
	}
	git_log_end(log);
	return ok;
}

void
git_log_free(struct git_log *log)
{
	free(log->edit);
	*log = (struct git_log){ 0 };
}
