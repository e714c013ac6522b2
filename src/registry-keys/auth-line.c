/* Where an auth line is in the registry's tree. */
#include "registry-keys/auth-line.h"

#include <fcntl.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"

#define OBJECT_MOST (4 << 20) /* registry-parse reads no larger one */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* True for "auth: VALUE", in any case of the key and with any blanks. */
static bool
has_auth(const char *line, size_t n, struct slice auth)
{
	static const char key[] = "auth:";
	const size_t skip = sizeof key - 1;

	if (n < skip || strncasecmp(line, key, skip) != 0)
		return false;
	line += skip;
	n -= skip;
	while (n > 0 && is_blank(*line)) {
		line++;
		n--;
	}
	while (n > 0 && is_blank(line[n - 1]))
		n--;
	return n == auth.n && memcmp(line, auth.p, n) == 0;
}

unsigned long
auth_line_find(const char *registry, const char *mntner, struct slice auth,
    struct buf *path)
{
	struct buf text = { 0 };
	unsigned long line = 0, found = 0;

	path->len = 0;
	buf_printf(path, "%s/data/mntner/%s", registry, mntner);
	if (file_slurp(open(buf_cstr(path),
			   O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK),
		OBJECT_MOST, &text))
		for (const char *p = text.data, *end = p + text.len;
		     p < end && found == 0;) {
			const char *next = memchr(p, '\n', (size_t)(end - p));
			const size_t n = (size_t)((next != NULL ? next : end) -
			    p);

			line++;
			if (has_auth(p, n, auth))
				found = line;
			p += n + 1;
		}
	buf_free(&text);
	return found;
}
