/* A source: an operand, and the kind of registry that it names. */
#include "rpsl/registry-source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rpsl/registry-tree.h"
#include "rpsl/registry.h"
#include "rpsl/rpsl-text.h"
#include "rpsl/tarball.h"

static const char *const kinds[] = {
	[SOURCE_TREE] = "tree",
	[SOURCE_TAR] = "tar",
	[SOURCE_TEXT] = "text",
};

bool
source_kind_named(const char *name, enum source_kind *kind)
{
	for (size_t i = SOURCE_TREE; i <= SOURCE_TEXT; i++)
		if (strcmp(name, kinds[i]) == 0) {
			*kind = (enum source_kind)i;
			return true;
		}
	return false;
}

static bool
stop(struct registry *reg, const char *path, const char *what)
{
	struct place place = { path, 0 };

	diag_say(reg->diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

static bool
read_stream(struct registry *reg, struct stream *in, enum source_kind kind,
    const char *path)
{
	if (stream_head(in).n == 0 && !reg->keep && kind != SOURCE_TAR &&
	    strcmp(path, "-") != 0)
		return rpsl_text_empty(reg, in, path);
	if (stream_head(in).n == 0)
		return stop(reg, path,
		    "empty (expected a tar stream of a "
		    "registry, or RPSL text)");
	if (kind == SOURCE_ANY)
		kind = rpsl_text_is(stream_head(in)) ? SOURCE_TEXT : SOURCE_TAR;
	if (kind == SOURCE_TEXT && reg->keep)
		return stop(reg, path,
		    "RPSL text (expected a tree or a tar "
		    "of one, which has schemas and a filter)");
	if (kind == SOURCE_TEXT)
		return rpsl_text_read(reg, in, path);
	reg->trees = true;
	return tarball_read(reg, in, path);
}

static bool
read_file(struct registry *reg, int fd, enum source_kind kind, const char *path)
{
	struct stream in;
	bool ok = false;

	if (kind == SOURCE_TREE)
		return stop(reg, path, "not a directory (expected one)");
	if (stream_open(&in, fd))
		ok = read_stream(reg, &in, kind, path);
	else
		stop(reg, path, stream_error(&in));
	stream_close(&in);
	return ok;
}

static bool
read_directory(struct registry *reg, int fd, enum source_kind kind,
    const char *path)
{
	if (kind == SOURCE_TAR || kind == SOURCE_TEXT)
		return stop(reg, path, "a directory (expected a file)");
	reg->trees = true;
	return tree_read(reg, fd, path);
}

static bool
read_source(struct registry *reg, enum source_kind kind, const char *path)
{
	struct stat st;
	bool ok = false;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_file(reg, STDIN_FILENO, kind, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		diag_say(reg->diag, DIAG_ERROR, &(struct place){ path, 0 },
		    NULL, "open: %s", strerror(errno));
	else if (S_ISDIR(st.st_mode))
		ok = read_directory(reg, fd, kind, path);
	else
		ok = read_file(reg, fd, kind, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool
registry_sources_read(struct registry *reg, enum source_kind kind,
    char *const *paths)
{
	if (*paths == NULL)
		return read_source(reg, kind, "-");
	for (; *paths != NULL; paths++)
		if (!read_source(reg, kind, *paths))
			return false;
	return true;
}
