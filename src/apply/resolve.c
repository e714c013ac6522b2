/* Host names, resolved with a deadline. */
#include "apply/resolve.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>

#include "base/deadline.h"
#include "base/fd.h"

#define AT_ONCE 16

/* A running child. */
struct worker {
	struct resolution *job;
	long long until;
	pid_t pid;
	int fd; /* carries its answer; -1: no child */
};

static bool
take_one(const struct addrinfo *info, struct addr *a)
{
	*a = (struct addr){ 0 };
	if (info->ai_family == AF_INET) {
		a->family = 4;
		memcpy(a->bytes,
		    &((struct sockaddr_in *)(void *)info->ai_addr)->sin_addr,
		    4);
	} else if (info->ai_family == AF_INET6) {
		a->family = 6;
		memcpy(a->bytes,
		    &((struct sockaddr_in6 *)(void *)info->ai_addr)->sin6_addr,
		    16);
	}
	return a->family != 0;
}

static size_t
look_up(const char *host, int family, struct addr a[static RESOLVED_MOST])
{
	struct addrinfo hints = { .ai_family = family,
		.ai_socktype = SOCK_DGRAM },
			*list;
	size_t n = 0;

	if (getaddrinfo(host, NULL, &hints, &list) != 0)
		return 0;
	for (const struct addrinfo *i = list; i != NULL && n < RESOLVED_MOST;
	     i = i->ai_next)
		n += take_one(i, &a[n]);
	freeaddrinfo(list);
	return n;
}

/* The child: writes all addresses at once, or nothing. */
static void
child(const char *host, int family, int fd)
{
	struct addr a[RESOLVED_MOST];
	size_t n;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	n = look_up(host, family, a);
	_exit(n > 0 && !fd_write(fd, a, n * sizeof *a));
}

static void
start(struct worker *w, struct resolution *job, int family, unsigned seconds)
{
	int fds[2];

	*w = (struct worker){ job, deadline_in(seconds * 1000), -1, -1 };
	if (pipe2(fds, O_CLOEXEC) != 0)
		return;
	w->pid = fork();
	if (w->pid == 0)
		child(job->host, family, fds[1]);
	close(fds[1]);
	if (w->pid == -1)
		close(fds[0]);
	else
		w->fd = fds[0];
}

/* Reads the answer, if there is one, and ends the child. */
static void
finish(struct worker *w, bool answered)
{
	ssize_t n = 0;

	/* One write(2) sent the answer, so one read(2) gets all of it. */
	while (answered &&
	    (n = read(w->fd, w->job->addr, sizeof w->job->addr)) == -1 &&
	    errno == EINTR)
		;
	w->job->n = n > 0 ? (size_t)n / sizeof *w->job->addr : 0;
	close(w->fd);
	w->fd = -1;
	kill(w->pid, SIGKILL);
	while (waitpid(w->pid, NULL, 0) == -1 && errno == EINTR)
		;
}

/* Waits until a worker answers or its time is over.  Returns false if no
 * worker is running. */
static bool
wait_one(struct worker w[static AT_ONCE])
{
	struct pollfd p[AT_ONCE];
	int wait = -1;

	for (size_t i = 0; i < AT_ONCE; i++) {
		int left = deadline_left(w[i].until);

		p[i] = (struct pollfd){ w[i].fd, POLLIN, 0 };
		if (w[i].fd != -1 && (wait == -1 || left < wait))
			wait = left;
	}
	if (wait == -1)
		return false;
	if (poll(p, AT_ONCE, wait) < 0)
		return true;
	for (size_t i = 0; i < AT_ONCE; i++)
		if (w[i].fd != -1 &&
		    (p[i].revents != 0 || deadline_left(w[i].until) == 0))
			finish(&w[i], p[i].revents != 0);
	return true;
}

void
resolve_all(struct resolution *r, size_t n, enum endpoint_family family,
    unsigned seconds)
{
	static const int families[] = { [FAMILY_BOTH] = AF_UNSPEC,
		[FAMILY_IPV4] = AF_INET,
		[FAMILY_IPV6] = AF_INET6 };
	struct worker w[AT_ONCE];
	size_t next = 0;

	for (size_t i = 0; i < AT_ONCE; i++)
		w[i] = (struct worker){ .fd = -1 };
	do {
		for (size_t i = 0; i < AT_ONCE && next < n; i++)
			if (w[i].fd == -1)
				start(&w[i], &r[next++], families[family],
				    seconds);
	} while (wait_one(w) || next < n);
}
