/* Diagnostics: one line each, in the form of a compiler's messages. */
#include "base/diag.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"

void
diag_stderr(void *ctx, enum diag_level level, const char *line)
{
	(void)ctx;
	(void)level;
	fprintf(stderr, "%s\n", line);
}

void
diag_nowhere(void *ctx, enum diag_level level, const char *line)
{
	(void)ctx;
	(void)level;
	(void)line;
}

static void
add_printable(struct buf *line, const struct buf *text)
{
	for (size_t i = 0; i < text->len; i++) {
		const char c = text->data[i];

		if (utf8_is_ascii(c))
			buf_char(line, c);
		else
			buf_printf(line, "\\x%02x", (unsigned char)c);
	}
}

static bool
is_said(const struct diag *d, enum diag_level level)
{
	if (level == DIAG_ERROR)
		return true;
	if (d->quiet)
		return false;
	return d->verbose || (level != DIAG_NOTE && (!d->others || d->strict));
}

void
diag_vsay(struct diag *d, enum diag_level level, const struct place *place,
    const char *field, const char *fmt, va_list ap)
{
	struct buf raw = { 0 }, line = { 0 };
	char text[2048];

	d->count[level]++;
	if (!is_said(d, level))
		return;
	d->said = true;
	buf_printf(&raw, "%s: ", d->tool);
	if (place != NULL && place->line > 0)
		buf_printf(&raw, "%s:%lu: ", place->file, place->line);
	else if (place != NULL)
		buf_printf(&raw, "%s: ", place->file);
	if (field != NULL)
		buf_printf(&raw, "%s: ", field);
	vsnprintf(text, sizeof text, fmt, ap);
	if (level == DIAG_WARNING)
		buf_str(&raw, "warning: ");
	buf_str(&raw, text);
	add_printable(&line, &raw);
	d->sink(d->ctx, level, buf_cstr(&line));
	buf_free(&raw);
	buf_free(&line);
}

void
diag_say(struct diag *d, enum diag_level level, const struct place *place,
    const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_vsay(d, level, place, field, fmt, ap);
	va_end(ap);
}

/* Prints a line that is not a diagnostic: it is not counted, and only --quiet
 * suppresses it. */
static void
say_always(const struct diag *d, const char *fmt, va_list ap)
{
	struct diag plain = { .tool = d->tool,
		.sink = d->sink,
		.ctx = d->ctx,
		.verbose = true };

	if (!d->quiet)
		diag_vsay(&plain, DIAG_NOTE, NULL, NULL, fmt, ap);
}

void
diag_summary(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (d->verbose || d->said)
		say_always(d, fmt, ap);
	va_end(ap);
}

void
diag_result(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_always(d, fmt, ap);
	va_end(ap);
}
