/* The time of the commit that an archive was made of. */
#include "rpsl/commit-time.h"

#include <string.h>

#include "base/number.h"
#include "base/timestamp.h"

/* A block of a tar file, and the fields of a header (POSIX, ustar). */
#define BLOCK 512u
#define TYPE_AT 156u
#define MAGIC_AT 257u

#define ID_MOST 64u  /* hex digits: SHA-256 */
#define ID_LEAST 40u /* SHA-1 */

static bool
is_global_header(struct slice head)
{
	return head.n > BLOCK && head.p[TYPE_AT] == 'g' &&
	    memcmp(head.p + MAGIC_AT, "ustar", 5) == 0;
}

/* The header has one record, "52 comment=ID\n". */
static bool
is_commit(const char *s, size_t n)
{
	static const char word[] = " comment=";
	const char *at = memmem(s, n, word, sizeof word - 1);
	size_t left, digits;

	if (at == NULL || at - s != 2)
		return false;
	at += sizeof word - 1;
	left = n - (size_t)(at - s);
	digits = hex_lower(at, left);
	return (digits == ID_LEAST || digits == ID_MOST) && digits < left &&
	    at[digits] == '\n';
}

void
commit_time_start(struct commit_time *c, struct slice head)
{
	*c = (struct commit_time){ .named = is_global_header(head) &&
		    is_commit(head.p + BLOCK, head.n - BLOCK) };
}

void
commit_time_entry(struct commit_time *c, int64_t mtime)
{
	c->mixed |= c->time != 0 && c->time != mtime;
	c->time = mtime;
}

int64_t
commit_time_known(const struct commit_time *c)
{
	bool ok = c->named && !c->mixed && c->time > 0 &&
	    c->time <= TIMESTAMP_LAST;

	return ok ? c->time : 0;
}
