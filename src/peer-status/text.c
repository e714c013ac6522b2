/* Free text, made safe for an output format. */
#include "peer-status/text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

void
text_ascii(struct buf *b, const char *s)
{
	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '\\')
			buf_str(b, "\\\\");
		else if (utf8_is_ascii(*s))
			buf_char(b, *s);
		else
			buf_printf(b, "\\x%02x", (unsigned char)*s);
	}
}

void
text_clean(struct buf *b, const char *s)
{
	size_t left = s != NULL ? strlen(s) : 0;

	while (left > 0) {
		size_t n = utf8_length(s, left);

		if (n > 0 && utf8_is_visible(s, n))
			buf_add(b, s, n);
		else
			buf_str(b, "\xef\xbf\xbd");
		n += n == 0;
		s += n;
		left -= n;
	}
}

struct escape {
	char c;
	const char *text;
};

static void
escaped(FILE *f, const char *s, const struct escape *e, size_t n)
{
	struct buf clean = { 0 };

	text_clean(&clean, s);
	for (size_t i = 0; i < clean.len; i++) {
		size_t j = 0;

		while (j < n && e[j].c != clean.data[i])
			j++;
		if (j < n)
			fputs(e[j].text, f);
		else
			putc(clean.data[i], f);
	}
	buf_free(&clean);
}

void
text_html(FILE *f, const char *s)
{
	static const struct escape html[] = { { '&', "&amp;" }, { '<', "&lt;" },
		{ '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" } };

	escaped(f, s, html, sizeof html / sizeof *html);
}

void
text_label(FILE *f, const char *s)
{
	static const struct escape label[] = { { '\\', "\\\\" },
		{ '"', "\\\"" } };

	escaped(f, s, label, sizeof label / sizeof *label);
}

const char *
text_time(char text[static TEXT_TIME], uint64_t seconds, char separator)
{
	if (timestamp_or(text, (int64_t)seconds, NULL) == NULL)
		return "";
	text[strlen("2026-11-21")] = separator;
	return text;
}

const char *
text_age(char text[static TEXT_AGE], uint64_t seconds)
{
	static const struct {
		uint64_t seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" },
		{ 1, "s" } };
	size_t i = 0;

	/* Use a larger unit only if there are at least two of it. */
	while (seconds < units[i].seconds * 2 && units[i].seconds > 1)
		i++;
	snprintf(text, TEXT_AGE, "%" PRIu64 " %s", seconds / units[i].seconds,
	    units[i].name);
	return text;
}
