/* Which row of the table a request is. */
#include "lease-serve/api-route.h"

#include <string.h>

#include "base/number.h"

bool
route_decode(const char *path, struct buf *decoded)
{
	for (const char *p = path; *p != '\0'; p++) {
		int high, low, c = (unsigned char)*p;

		if (c == '%') {
			high = hex_digit(p[1]);
			low = high == -1 ? -1 : hex_digit(p[2]);
			if (low == -1)
				return false;
			c = high * 16 + low;
			p += 2;
		}
		if (c < 0x20 || c == 0x7f)
			return false;
		buf_char(decoded, (char)c);
	}
	return true;
}

/* True if S, N bytes, has as many slashes as the parameter NAME has. */
static bool
is_parameter(const char *name, const char *s, size_t n)
{
	size_t slashes = 0, wanted = strncmp(name, "{prefix}", 8) == 0;

	for (size_t i = 0; i < n; i++)
		slashes += s[i] == '/';
	return n > 0 && slashes == wanted;
}

/* True if PATH has the form of TEMPLATE.  Sets PARAMETER. */
static bool
matches(const char *template, const char *path, struct buf *parameter)
{
	const char *open = strchr(template, '{'), *close;
	size_t head, tail, n = strlen(path);

	if (open == NULL)
		return strcmp(template, path) == 0;
	close = strchr(open, '}') + 1;
	head = (size_t)(open - template);
	tail = strlen(close);
	if (n < head + tail || memcmp(path, template, head) != 0 ||
	    strcmp(path + n - tail, close) != 0)
		return false;
	if (!is_parameter(open, path + head, n - head - tail))
		return false;
	parameter->len = 0;
	buf_add(parameter, path + head, n - head - tail);
	return true;
}

/* The methods that the path of row I has.  No path has more than one, but for
 * HEAD, which goes with GET. */
static const char *
methods_of(const struct route *row)
{
	return strcmp(row->method, "GET") == 0 ? "GET, HEAD" : row->method;
}

const struct route *
route_find(const struct routes *routes, const char *method, const char *path,
    struct buf *parameter, const char **allow)
{
	struct buf decoded = { 0 };
	const struct route *found = NULL;

	*allow = NULL;
	if (strcmp(method, "HEAD") == 0)
		method = "GET";
	if (route_decode(path, &decoded))
		for (size_t i = 0; found == NULL && i < routes->n; i++) {
			const struct route *row = &routes->v[i];

			if (!matches(row->path, buf_cstr(&decoded), parameter))
				continue;
			if (strcmp(row->method, method) == 0)
				found = row;
			else
				*allow = methods_of(row);
		}
	buf_free(&decoded);
	return found;
}
