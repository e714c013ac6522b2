/*
 * Fuzz target: what an IRRd server answers to the questions for routes.  The
 * routes that are taken become records that the reader takes.
 */
#include "fuzz.h"

#include <string.h>
#include <sys/socket.h>

#include "base/deadline.h"
#include "base/mem.h"
#include "irr-fetch/irr-routes.h"
#include "stream/record.h"

static void
check(const char *p, size_t left)
{
	struct why why;

	while (left > 0) {
		const char *nl = memchr(p, '\n', left);
		size_t n;

		FUZZ_CHECK(nl != NULL);
		n = (size_t)(nl - p);
		FUZZ_CHECK(record_check((struct slice){ p, n }, &why));
		p += n + 1;
		left -= n + 1;
	}
}

static void
write_all(struct route_table *t)
{
	char *text;
	size_t n;
	FILE *f = mem_stream(&text, &n);

	irr_routes_write(f, t);
	mem_stream_close(f);
	check(text, n);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t asns[] = { 64496, 64511 };
	static const bool both[2] = { true, true };
	struct site_irr irr = { 0 };
	struct irrd c = { .irr = &irr,
		.until = deadline_in(1000),
		.left = 1 << 20 };
	struct route_table t = { 0 };
	struct why why = { "" };
	int fds[2], most = 1 << 20;

	FUZZ_CHECK(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
		fds) == 0);
	setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
	/* What does not fit is as if the server had been cut off there. */
	if (size > 0 && write(fds[1], data, size) == -1)
		size = 0;
	shutdown(fds[1], SHUT_WR);
	c.fd = fds[0];
	if (irr_routes_ask(&t, &c, asns, 2, both, &why))
		write_all(&t);
	else
		FUZZ_CHECK(why.text[0] != '\0');
	irr_routes_free(&t);
	irrd_close(&c);
	close(fds[1]);
	return 0;
}
