/* WireGuard endpoints. */
#include "base/endpoint.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/print.h"

bool
host_parse(const char *s, size_t n, struct endpoint *ep, struct why *why)
{
	struct why ignored;
	struct addr a;

	if (addr_parse(s, n, &a, NULL)) {
		*ep = (struct endpoint){ .addr = a };
		return true;
	}
	if (!hostname_check(s, n, &ignored)) {
		why_not(why, s, n, "a host name or an address");
		return false;
	}
	*ep = (struct endpoint){ .host = mem_strndup(s, n) };
	for (char *p = ep->host; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	if (ep->host[n - 1] == '.')
		ep->host[n - 1] = '\0';
	return true;
}

bool
endpoint_parse(const char *s, size_t n, struct endpoint *ep, struct why *why)
{
	const char *colon = n > 0 ? memrchr(s, ':', n) : NULL;
	size_t len = colon != NULL ? (size_t)(colon - s) : 0;
	bool brackets = len >= 2 && s[0] == '[' && s[len - 1] == ']';
	struct endpoint host;
	struct why ignored;
	uint64_t port;

	if (colon == NULL ||
	    !number_parse(colon + 1, n - len - 1, 1, UINT16_MAX, &port,
		&ignored))
		goto bad;
	if (!host_parse(s + brackets, len - 2 * brackets, &host, &ignored))
		goto bad;
	if (brackets && host.addr.family != 6) {
		endpoint_free(&host);
		goto bad;
	}
	host.port = (uint16_t)port;
	*ep = host;
	return true;
bad:
	why_not(why, s, n, "HOST:PORT, a port being 1 .. 65535");
	return false;
}

const char *
host_print(char text[static ENDPOINT_TEXT], const struct endpoint *ep)
{
	if (ep->host != NULL)
		print_text(text, ENDPOINT_TEXT, "%s", ep->host);
	else
		addr_print(text, &ep->addr);
	return text;
}

const char *
endpoint_print(char text[static ENDPOINT_TEXT], const struct endpoint *ep)
{
	char host[ENDPOINT_TEXT];
	bool brackets = ep->host == NULL && ep->addr.family == 6;

	print_text(text, ENDPOINT_TEXT, brackets ? "[%s]:%u" : "%s:%u",
	    host_print(host, ep), ep->port);
	return text;
}

void
endpoint_free(struct endpoint *ep)
{
	free(ep->host);
	ep->host = NULL;
}
