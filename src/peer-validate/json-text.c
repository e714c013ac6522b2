/* A text in JSON. */
#include "peer-validate/json-text.h"

void
json_text_put(struct buf *to, const char *text)
{
	buf_char(to, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c > 0x7e || c == '"' || c == '\\')
			buf_printf(to, "\\u%04x", (unsigned)c);
		else
			buf_char(to, *text);
	}
	buf_char(to, '"');
}
