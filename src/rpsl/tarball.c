/* A tarball: a registry's tree in a tar file. */
#include "rpsl/tarball.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "rpsl/commit-time.h"
#include "rpsl/compressed-input.h"
#include "stream/record.h"

/* Hand the batch on when it is this large. */
#define BATCH_LARGE ((size_t)64 * 1024)
/* A tar file ends in two blocks of zeros (POSIX pax, ustar). */
#define END_MARK 1024
/* PREFIX, data, CLASS, OBJECT, and one more to detect deeper paths. */
#define PARTS 5

/* An entry's name, split at slashes; "." is skipped. */
struct parts {
	struct slice v[PARTS];
	size_t n;
	bool hidden;  /* a part starts with a dot */
	bool outside; /* absolute, or has a ".." */
};

struct tarball {
	struct registry *reg;
	const char *file;
	struct stream *in;
	struct archive *tar;
	struct archive_entry *entry;
	struct object_reader reader;
	struct batch batch;
	char *prefix; /* the part before data/; NULL: no data/ so
				 * far */
	char *folder; /* the class folder that USE is for */
	struct object_use use;
	bool wanted; /* the run needs that folder */
	struct commit_time commit;
};

/* Reports an error of the archive as a whole. */
static bool
stop(struct tarball *t, const char *what)
{
	struct place place = { t->file, 0 };

	diag_say(&t->batch.diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

/*
 * Reports something about the current entry.  False if the run has to stop.
 */
static bool
say(struct tarball *t, enum diag_level level, const char *what)
{
	struct place place = { buf_cstr(&t->reader.path), 0 };

	diag_say(&t->batch.diag, level, &place, NULL, "%s", what);
	return level != DIAG_ERROR;
}

static const char *
tar_error(const struct tarball *t)
{
	const char *what = archive_error_string(t->tar);

	return what != NULL ? what : "read failed";
}

static struct parts
parts_of(const char *name)
{
	struct parts parts = { .outside = name[0] == '/' };

	while (*name != '\0') {
		struct slice part = { name, strcspn(name, "/") };

		name += part.n + (name[part.n] == '/');
		if (part.n == 0 || slice_is(part, "."))
			continue;
		parts.outside |= slice_is(part, "..");
		parts.hidden |= part.p[0] == '.';
		if (parts.n < PARTS)
			parts.v[parts.n++] = part;
	}
	return parts;
}

/*
 * Sets REST to the parts after [PREFIX/]data.  False if the entry is not in
 * data/.  *PREFIX is empty if there is none.
 */
static bool
in_data(const struct parts *parts, struct slice *prefix, struct parts *rest)
{
	size_t data = parts->n > 0 && slice_is(parts->v[0], "data") ? 0 : 1;

	if (parts->n <= data || !slice_is(parts->v[data], "data"))
		return false;
	*prefix = data == 1 ? parts->v[0] : (struct slice){ "", 0 };
	rest->n = parts->n - data - 1;
	memcpy(rest->v, parts->v + data + 1, rest->n * sizeof *rest->v);
	return true;
}

/* The whole registry must be under one prefix. */
static bool
prefix_ok(struct tarball *t, struct slice prefix)
{
	if (t->prefix == NULL)
		t->prefix = mem_strndup(prefix.p, prefix.n);
	if (slice_is(prefix, t->prefix))
		return true;
	return say(t, DIAG_ERROR, "a second data/ in one archive");
}

static bool
is_regular(const struct tarball *t)
{
	return archive_entry_filetype(t->entry) == AE_IFREG &&
	    archive_entry_hardlink(t->entry) == NULL;
}

static bool
is_folder(const struct tarball *t)
{
	return archive_entry_filetype(t->entry) == AE_IFDIR;
}

/* Reads the current entry, at most one byte more than OBJECT_MAX. */
static bool
read_text(struct tarball *t, size_t *n)
{
	size_t max = OBJECT_MAX + 1;
	la_ssize_t got = 1;

	for (*n = 0; *n < max && got > 0; *n += (size_t)got) {
		got = archive_read_data(t->tar, t->reader.text + *n, max - *n);
		if (got < 0)
			return say(t, DIAG_ERROR, tar_error(t));
	}
	return true;
}

static bool
take_filter(struct tarball *t, const struct rule_file *which)
{
	size_t n;

	if (!registry_wants_rules(t->reg))
		return true;
	if (!is_regular(t))
		return say(t, DIAG_ERROR, "not a regular file");
	if (!read_text(t, &n))
		return false;
	if (n > OBJECT_MAX)
		return say(t, DIAG_ERROR, "over 4 MiB");
	return rules_parse(&t->reg->rules, t->reader.text, n,
	    buf_cstr(&t->reader.path), which->family, &t->batch.diag);
}

/* Finds out what to do with the class folder NAME. */
static bool
wanted(struct tarball *t, struct slice name)
{
	if (t->folder == NULL || !slice_is(name, t->folder)) {
		free(t->folder);
		t->folder = mem_strndup(name.p, name.n);
		t->wanted = registry_use(t->reg, t->folder, &t->use);
	}
	return t->wanted;
}

static bool
take_object(struct tarball *t)
{
	size_t n;

	if (!is_regular(t))
		return say(t, DIAG_REFUSED,
		    "not a regular file (expected an object)");
	if (!read_text(t, &n))
		return false;
	object_parse(&t->reader, n, &t->use, &t->batch);
	if (t->batch.records.len > BATCH_LARGE)
		registry_take(t->reg, &t->batch);
	return true;
}

/*
 * Takes an entry of data/ itself.  An entry with a class's name must be a
 * folder: a broken symlink in its place must not hide a class.
 */
static bool
take_top(struct tarball *t, struct slice prefix, struct slice name)
{
	const struct rule_file *filter = rule_file_named(name.p, name.n);

	if (filter != NULL)
		return prefix_ok(t, prefix) && take_filter(t, filter);
	if (!record_name_ok(name.p, name.n))
		return is_folder(t) || say(t, DIAG_NOTE, "ignored");
	if (!is_folder(t))
		return !wanted(t, name) ||
		    say(t, DIAG_ERROR, "not a folder (expected a class)");
	return prefix_ok(t, prefix);
}

/* Takes the current entry, or skips it. */
static bool
take_entry(struct tarball *t, const char *name)
{
	struct parts parts = parts_of(name), rest;
	struct slice prefix;

	if (parts.outside)
		return say(t, DIAG_REFUSED,
		    "a name that leads out of the "
		    "archive (expected [PREFIX/]data/CLASS/OBJECT)");
	if (parts.hidden || !in_data(&parts, &prefix, &rest) || rest.n == 0)
		return true;
	if (rest.n == 1)
		return take_top(t, prefix, rest.v[0]);
	if (!record_name_ok(rest.v[0].p, rest.v[0].n))
		return is_folder(t) ||
		    say(t, DIAG_REFUSED,
			"not in a class "
			"(expected a folder name of a-z 0-9 -)");
	if (!prefix_ok(t, prefix))
		return false;
	if (!wanted(t, rest.v[0]))
		return true;
	if (rest.n > 2)
		return say(t, DIAG_REFUSED,
		    "in a folder of a folder "
		    "(expected data/CLASS/OBJECT)");
	return take_object(t);
}

static const char *
entry_name(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);

	/* NULL if the locale cannot represent the name. */
	if (name == NULL)
		name = archive_entry_pathname_utf8(entry);
	return name != NULL ? name : "";
}

/*
 * Only zeros may follow the last entry, and there must be enough of them:
 * otherwise a tar file that was cut between two entries looks complete.
 */
static bool
check_end(struct tarball *t)
{
	int64_t end = archive_read_header_position(t->tar);
	const void *bytes;
	la_ssize_t n;

	while ((n = stream_next(t->in, &bytes)) > 0)
		;
	if (n < 0)
		return stop(t, stream_error(t->in));
	if (t->in->zeros > end || t->in->length - end < END_MARK)
		return stop(t,
		    "the archive does not end as one does "
		    "(expected two blocks of zeros and no more; was it cut "
		    "short?)");
	if (t->prefix == NULL)
		return stop(t,
		    "no data/ in it (expected "
		    "[PREFIX/]data/CLASS/OBJECT)");
	return true;
}

static bool
read_entries(struct tarball *t)
{
	bool outer = strcmp(t->file, "-") != 0;
	int got;

	while ((got = archive_read_next_header(t->tar, &t->entry)) !=
	    ARCHIVE_EOF) {
		const char *name;

		if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
			return stop(t, tar_error(t));
		name = entry_name(t->entry);
		commit_time_entry(&t->commit, archive_entry_mtime(t->entry));
		t->reader.path.len = 0;
		if (outer)
			buf_printf(&t->reader.path, "%s:", t->file);
		buf_str(&t->reader.path, name);
		if (got == ARCHIVE_WARN)
			say(t, DIAG_NOTE, tar_error(t));
		if (!take_entry(t, name))
			return false;
	}
	return check_end(t);
}

static la_ssize_t
next_bytes(struct archive *a, void *ctx, const void **bytes)
{
	struct stream *s = ctx;
	la_ssize_t n = stream_next(s, bytes);

	if (n < 0)
		archive_set_error(a, EIO, "%s", stream_error(s));
	return n;
}

static bool
read_tar(struct tarball *t)
{
	t->tar = archive_read_new();
	if (t->tar == NULL)
		return stop(t, "out of memory");
	if (archive_read_support_format_tar(t->tar) != ARCHIVE_OK)
		return stop(t, tar_error(t));
	if (archive_read_open(t->tar, t->in, NULL, next_bytes, NULL) !=
	    ARCHIVE_OK)
		return stop(t,
		    t->in->failed ?
			tar_error(t) :
			"not a registry tree, a tar stream nor RPSL text");
	return read_entries(t);
}

static void
take_commit(struct tarball *t)
{
	int64_t time = commit_time_known(&t->commit);

	if (time != 0)
		revision_keep_oldest(&t->reg->revision, time);
}

bool
tarball_read(struct registry *reg, struct stream *in, const char *file)
{
	struct tarball t = { .reg = reg, .file = file, .in = in };
	bool ok;

	object_reader_open(&t.reader);
	batch_open(&t.batch, reg->diag);
	commit_time_start(&t.commit, stream_head(in));
	ok = read_tar(&t);
	take_commit(&t);
	registry_take(reg, &t.batch);
	batch_close(&t.batch);
	object_reader_close(&t.reader);
	archive_read_free(t.tar);
	free(t.prefix);
	free(t.folder);
	return ok;
}
