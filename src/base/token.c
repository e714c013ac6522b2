/* A token: a secret from a file, wiped as soon as possible. */
#include "base/token.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
refuse(const char *path, const char *text, struct diag *diag)
{
	struct place place = { path, 0 };

	diag_say(diag, DIAG_ERROR, &place, NULL, "%s", text);
	return false;
}

/* Opens the file for reading, or returns -1.  O_NONBLOCK: it may be a FIFO. */
static int
secret_open(const char *path, struct diag *diag)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd == -1 || fstat(fd, &st) != 0) {
		refuse(path, strerror(errno), diag);
	} else if (!S_ISREG(st.st_mode)) {
		refuse(path, "not a regular file", diag);
	} else if (st.st_uid != 0 && st.st_uid != geteuid()) {
		refuse(path,
		    "belongs to another user (expected this user or "
		    "root)",
		    diag);
	} else if ((st.st_mode & 077) != 0) {
		refuse(path,
		    "its group or others have access (expected mode "
		    "0600)",
		    diag);
	} else {
		return fd;
	}
	if (fd != -1)
		close(fd);
	return -1;
}

bool
secret_file_ok(const char *path, struct diag *diag)
{
	int fd = secret_open(path, diag);

	if (fd == -1)
		return false;
	close(fd);
	return true;
}

/* Checks for RFC 6750's b64token, which is also valid in a header. */
static bool
is_token(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') ||
			(s[i] >= 'A' && s[i] <= 'Z') ||
			(s[i] >= '0' && s[i] <= '9') ||
			(s[i] != '\0' && strchr("-._~+/=", s[i]) != NULL)))
			return false;
	return n > 0;
}

bool
token_read(struct token *t, const char *path, struct diag *diag)
{
	int fd = secret_open(path, diag);
	size_t n = 0;
	ssize_t got = 1;

	if (fd == -1)
		return false;
	while (got > 0 && n < TOKEN_MOST) {
		got = read(fd, t->text + n, TOKEN_MOST - n);
		n += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	if (got < 0)
		return refuse(path, strerror(errno), diag);
	if (n > 0 && t->text[n - 1] == '\n')
		n--;
	t->text[n] = '\0';
	if (n < TOKEN_MOST && is_token(t->text, n))
		return true;
	return refuse(path,
	    "not a token (expected one line of letters, "
	    "digits and - . _ ~ + / =)",
	    diag);
}

void
token_wipe(struct token *t)
{
	sodium_memzero(t, sizeof *t);
}
