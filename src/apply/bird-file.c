/* The file that BIRD starts with, and that a rollback may need. */
#include "apply/bird-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/slice.h"

/* How BIRD's own file relates to apply's. */
enum bird_file {
	BIRD_FILE_FOLLOWS,
	BIRD_FILE_ELSEWHERE, /* WHY says "is ..." */
	BIRD_FILE_UNKNOWN,   /* WHY is "cannot be ..." */
};

#define BIRD_FILE_MOST ((off_t)1024 * 1024)

static const char below[] = "/current/bird/bird.conf";

/*
 * Is PATH the path through the state directory's "current"?  Compares by name,
 * because the target of the link changes.  Compares the directory by its
 * inode, because it may have two names.
 */
static bool
through_current(struct slice path, const char *state_dir)
{
	size_t tail = sizeof below - 1;
	struct stat a, b;
	char *dir;
	bool same;

	if (path.n <= tail || memcmp(path.p + path.n - tail, below, tail) != 0)
		return false;
	dir = mem_strndup(path.p, path.n - tail);
	same = stat(dir, &a) == 0 && stat(state_dir, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
	free(dir);
	return same;
}

/* Skips blanks and BIRD's comments. */
static void
skip_blank(struct slice *s)
{
	const char *end;

	for (;;) {
		if (s->n > 0 && strchr(" \t\r\n", *s->p) != NULL &&
		    *s->p != '\0')
			end = s->p + 1;
		else if (s->n > 0 && *s->p == '#')
			end = memchr(s->p, '\n', s->n);
		else if (s->n > 1 && memcmp(s->p, "/*", 2) == 0)
			end = memmem(s->p + 2, s->n - 2, "*/", 2);
		else
			return;
		if (end == NULL)
			end = s->p + s->n;
		else if (*s->p == '/')
			end += 2;
		s->n -= (size_t)(end - s->p);
		s->p = end;
	}
}

static bool
take(struct slice *s, const char *word)
{
	size_t n = strlen(word);

	skip_blank(s);
	if (s->n < n || memcmp(s->p, word, n) != 0)
		return false;
	s->p += n;
	s->n -= n;
	return true;
}

/* Is TEXT a single include "PATH"; statement? */
static bool
only_includes(struct slice text, struct slice *path)
{
	const char *quote;

	if (!take(&text, "include") || !take(&text, "\""))
		return false;
	quote = text.n > 0 ? memchr(text.p, '"', text.n) : NULL;
	if (quote == NULL)
		return false;
	*path = (struct slice){ text.p, (size_t)(quote - text.p) };
	text.n -= path->n + 1;
	text.p = quote + 1;
	if (!take(&text, ";"))
		return false;
	skip_blank(&text);
	return text.n == 0;
}

static enum bird_file
elsewhere(struct why *why, const char *what)
{
	why_set(why, "%s", what);
	return BIRD_FILE_ELSEWHERE;
}

static enum bird_file
unknown(struct why *why, const char *what)
{
	why_set(why, "cannot be checked: %s", what);
	return BIRD_FILE_UNKNOWN;
}

static enum bird_file
look(const char *file, const char *state_dir, struct why *why)
{
	struct buf text = { 0 };
	struct slice path;
	struct stat st;
	bool ok;

	if (*file != '/')
		return unknown(why, "its path is not absolute");
	if (lstat(file, &st) != 0 && errno != ENOENT)
		return unknown(why, strerror(errno));
	if (through_current((struct slice){ file, strlen(file) }, state_dir))
		return BIRD_FILE_FOLLOWS;
	if (lstat(file, &st) != 0)
		return unknown(why, strerror(errno));
	if (S_ISLNK(st.st_mode))
		return elsewhere(why,
		    "is a link, beside which BIRD looks "
		    "for what it includes");
	if (!file_slurp(
		open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC),
		BIRD_FILE_MOST, &text)) {
		buf_free(&text);
		return unknown(why, "it cannot be read");
	}
	ok = only_includes((struct slice){ text.data, text.len }, &path) &&
	    through_current(path, state_dir);
	buf_free(&text);
	return ok ? BIRD_FILE_FOLLOWS :
		    elsewhere(why,
			"is not what apply "
			"installs");
}

bool
bird_file_judge(const struct job *job, const char *file, bool first)
{
	struct why why;
	enum bird_file own = look(file, job->state_dir, &why);
	bool refused = own == BIRD_FILE_ELSEWHERE && !first;

	if (own == BIRD_FILE_FOLLOWS)
		return true;
	diag_say(job->diag, refused ? DIAG_ERROR : DIAG_WARNING, NULL, NULL,
	    "BIRD's own file %s %s (expected nothing in it but include "
	    "\"%s%s\"; or BIRD started with -c and that path)",
	    file, why.text, job->state_dir, below);
	return !refused;
}

void
bird_file_say_down(const struct job *job)
{
	/* In order: Debian, and builds with --sysconfdir=/etc; Fedora, Alpine
	 * and Arch; default builds. */
	static const char *const usual[] = {
		"/etc/bird/bird.conf",
		"/etc/bird.conf",
		"/usr/local/etc/bird.conf",
	};
	const char *file = NULL;
	bool follows = false;
	struct why why;

	for (size_t i = 0; file == NULL && i < sizeof usual / sizeof *usual;
	     i++)
		if (access(usual[i], F_OK) == 0)
			file = usual[i];
	follows = file != NULL &&
	    look(file, job->state_dir, &why) == BIRD_FILE_FOLLOWS;
	if (follows)
		diag_say(job->diag, DIAG_WARNING, NULL, NULL,
		    "BIRD is not "
		    "running (nobody listens on %s): installed, and BIRD will "
		    "start with it, because %s includes it",
		    job->router->bird.control_socket, file);
	else
		diag_say(job->diag, DIAG_WARNING, NULL, NULL,
		    "BIRD is not "
		    "running (nobody listens on %s): installed, but BIRD will "
		    "start with it only if it is told to: %s%s%s (expected "
		    "nothing in BIRD's file but include \"%s%s\"; or BIRD "
		    "started with -c and that path)",
		    job->router->bird.control_socket,
		    file != NULL ? file : "no bird.conf was found",
		    file != NULL ? " " : "", file != NULL ? why.text : "",
		    job->state_dir, below);
}
