/*
 * connect SOCKET N [TEXT [MS]]: opens N connections to a Unix socket, sends
 * TEXT on each (\r and \n are written so), all at once or a byte every MS
 * milliseconds, and says "open" when that has begun.  Then it reads until all
 * have been closed by the other side, or its standard input ends, and prints
 * what it has read on the first, and how many are still open.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void
unescape(char *text)
{
	char *to = text;

	for (char *p = text; *p != '\0'; p++) {
		if (*p == '\\' && (p[1] == 'r' || p[1] == 'n')) {
			*to++ = p[1] == 'r' ? '\r' : '\n';
			p++;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
}

static int
open_one(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
	if (fd == -1 || connect(fd, (struct sockaddr *)&a, sizeof a) != 0)
		err(1, "%s", path);
	return fd;
}

/* Reads what is there.  False at the end. */
static bool
drain(int fd, bool print)
{
	char text[65536];
	ssize_t n = recv(fd, text, sizeof text, MSG_DONTWAIT);

	if (n > 0 && print)
		fwrite(text, 1, (size_t)n, stdout);
	return n > 0 || (n == -1 && errno == EAGAIN);
}

int
main(int argc, char **argv)
{
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 0, open = n;
	char nothing[] = "", *text = argc > 3 ? argv[3] : nothing;
	int ms = argc > 4 ? atoi(argv[4]) : 0;
	struct rlimit limit;
	struct pollfd *p;

	if (n == 0)
		errx(2, "usage: connect SOCKET N [TEXT [MS]]");
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGPIPE, SIG_IGN);
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	p = calloc(n + 1, sizeof *p);
	if (p == NULL)
		err(1, NULL);
	p[n] = (struct pollfd){ STDIN_FILENO, POLLIN, 0 };
	unescape(text);
	for (size_t i = 0; i < n; i++) {
		p[i] = (struct pollfd){ open_one(argv[1]), POLLIN, 0 };
		if (ms == 0 && text[0] != '\0')
			send(p[i].fd, text, strlen(text), MSG_NOSIGNAL);
	}
	puts("open");
	fflush(stdout);
	while (open > 0 && p[n].revents == 0) {
		int wait = ms > 0 && *text != '\0' ? ms : -1;

		if (poll(p, n + 1, wait) == 0) {
			for (size_t i = 0; i < n; i++)
				if (p[i].fd != -1)
					send(p[i].fd, text, 1, MSG_NOSIGNAL);
			text++;
			continue;
		}
		for (size_t i = 0; i < n; i++)
			if (p[i].revents != 0 && !drain(p[i].fd, i == 0)) {
				close(p[i].fd);
				p[i].fd = -1;
				open--;
			}
	}
	printf("\n%zu open\n", open);
	free(p);
	return 0;
}
