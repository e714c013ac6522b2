/* The words of a line that somebody typed. */
#include "peer-shell/shell-words.h"

#include <string.h>

#include "base/utf8.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is_text(const char *s, struct why *why)
{
	size_t left = strlen(s), n;

	if (left > WORDS_LINE) {
		why_set(why, "a line that is too long (expected %d bytes)",
		    WORDS_LINE);
		return false;
	}
	for (; left > 0; s += n, left -= n) {
		n = utf8_length(s, left);
		if (n == 1 && is_blank(*s))
			continue;
		if (n == 0 || !utf8_is_visible(s, n)) {
			why_set(why, "a byte 0x%02x (expected visible text)",
			    (unsigned)(unsigned char)*s);
			return false;
		}
	}
	return true;
}

/* Takes one word at *FROM to itself without its quotes. */
static bool
take_word(char **from, struct why *why)
{
	char *p = *from, *to = *from;
	bool end;

	while (*p != '\0' && !is_blank(*p)) {
		if (*p != '\'') {
			*to++ = *p++;
			continue;
		}
		for (p++; *p != '\0' && *p != '\'';)
			*to++ = *p++;
		if (*p++ == '\0') {
			why_set(why, "a quote ' without its end");
			return false;
		}
	}
	end = *p == '\0';
	*to = '\0';
	*from = end ? p : p + 1;
	return true;
}

bool
words_split(struct shell_words *words, char *line, struct why *why)
{
	words->n = 0;
	if (!is_text(line, why))
		return false;
	for (char *p = line;;) {
		while (is_blank(*p))
			p++;
		if (*p == '\0')
			return true;
		if (words->n == WORDS_MOST) {
			why_set(why, "more than %d words", WORDS_MOST);
			return false;
		}
		words->v[words->n++] = p;
		if (!take_word(&p, why))
			return false;
	}
}
