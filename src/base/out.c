/* Standard output of a filter: its buffer, and its sticky error. */
#include "base/out.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/print.h"
#include "base/utf8.h"

void
out_open(FILE *f)
{
	/* glibc ignores the size if it allocates the buffer itself.  It does
	 * not copy larger writes, as registry-parse makes them, into it. */
	static char buffer[64 * 1024];

	setvbuf(f, buffer, _IOFBF, sizeof buffer);
}

bool
out_finish(FILE *f, struct diag *diag)
{
	static const struct place place = { "standard output", 0 };
	bool failed_before = ferror(f);

	errno = 0;
	if (fflush(f) == 0 && !failed_before)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL, "write: %s",
	    errno != 0 ? strerror(errno) : "failed before");
	return false;
}

void
out_printf(FILE *f, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = print_vtext(text, sizeof text, fmt, ap);
	if (n < sizeof text)
		fwrite_unlocked(text, 1, n, f);
	else
		vfprintf(f, fmt, ap);
	va_end(ap);
}

void
out_comment_text(FILE *f, const char *s, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		len = utf8_length(s + i, n - i);
		if (len != 0 && utf8_is_visible(s + i, len)) {
			fwrite_unlocked(s + i, 1, len, f);
			continue;
		}
		putc_unlocked('?', f);
		if (len == 0)
			len = 1;
	}
}
