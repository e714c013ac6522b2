/* A reason why a parser rejected a text. */
#include "base/why.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
why_set(struct why *why, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why->text, sizeof why->text, fmt, ap);
	va_end(ap);
}

const char *
why_errno(int error)
{
	return error == EACCES && geteuid() != 0 ?
	    "Permission denied (not run as root)" :
	    strerror(error);
}

void
why_not(struct why *why, const char *s, size_t n, const char *expected)
{
	const size_t most = 80;

	if (n == 0)
		why_set(why, "empty (expected %s)", expected);
	else
		why_set(why, "\"%.*s%s\" (expected %s)",
		    (int)(n > most ? most : n), s, n > most ? "..." : "",
		    expected);
}
