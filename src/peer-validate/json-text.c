/* A text in JSON. */
#include "peer-validate/json-text.h"

#include "base/utf8.h"

void
json_text_put(struct buf *to, const char *text)
{
	buf_char(to, '"');
	for (; *text != '\0'; text++) {
		const char c = *text;

		if (!utf8_is_ascii(c) || c == '"' || c == '\\')
			buf_printf(to, "\\u%04x", (unsigned)(unsigned char)c);
		else
			buf_char(to, c);
	}
	buf_char(to, '"');
}
