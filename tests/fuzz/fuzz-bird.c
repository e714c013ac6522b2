/*
 * Fuzz target: the bytes on BIRD's control socket: a greeting, then the reply
 * to one command.
 */
#include "fuzz.h"

#include <sys/socket.h>

#include "host/birdctl.h"

static bool
take(void *ctx, unsigned code, struct slice text)
{
	size_t *lines = ctx;

	FUZZ_CHECK(code <= 9999);
	for (size_t i = 0; i < text.n; i++)
		FUZZ_CHECK(text.p[i] != '\n');
	++*lines;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct birdctl ctl;
	struct why why = { "" };
	size_t lines = 0;
	int fds[2], most = 1 << 20;

	FUZZ_CHECK(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
		fds) == 0);
	setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
	/* What does not fit is as if BIRD had been cut off there. */
	if (size > 0 && write(fds[1], data, size) == -1)
		size = 0;
	shutdown(fds[1], SHUT_WR);
	if (birdctl_greet(&ctl, fds[0], 1000, &why) == BIRDCTL_OK) {
		enum birdctl_status status = birdctl_each(&ctl, "show status",
		    take, &lines, 1000, &why);

		FUZZ_CHECK(status == BIRDCTL_OK || why.text[0] != '\0');
	}
	birdctl_close(&ctl);
	close(fds[1]);
	return 0;
}
