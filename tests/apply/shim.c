/*
 * A C library that is not at its best, for LD_PRELOAD under apply and no
 * other program.  BIRDFEED_SHIM has words:
 *
 *	short		reads and writes do one byte
 *	eintr		half of the calls that may be interrupted are
 *	day		the clock of the day jumps a day, back and forth
 *	fast		a second takes a thirtieth of one
 *	no-fsync	what fsync and syncfs were to do is only promised
 *	no-syncfs	what syncfs was to do is
 *	no-names	no host name resolves
 *	late-names	nor is that said
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FAST 30
#define DAY 86400

static bool
asked(const char *word)
{
	const char *words = getenv("BIRDFEED_SHIM");
	size_t n = strlen(word);

	if (words == NULL || strcmp(program_invocation_short_name, "apply"))
		return false;
	for (; *words != '\0'; words += *words == ' ') {
		size_t len = strcspn(words, " ");

		if (len == n && memcmp(words, word, n) == 0)
			return true;
		words += len;
	}
	return false;
}

/* By a generator of numbers: a loop must not go on in step with it. */
static bool
interrupted(void)
{
	static unsigned n = 1;

	n = n * 1103515245 + 12345;
	if (!asked("eintr") || (n >> 16 & 1) == 0)
		return false;
	errno = EINTR;
	return true;
}

static size_t
some(size_t n)
{
	return n > 1 && asked("short") ? 1 : n;
}

ssize_t
write(int fd, const void *data, size_t n)
{
	return interrupted() ? -1 : syscall(SYS_write, fd, data, some(n));
}

ssize_t
read(int fd, void *data, size_t n)
{
	return interrupted() ? -1 : syscall(SYS_read, fd, data, some(n));
}

ssize_t
send(int fd, const void *data, size_t n, int flags)
{
	return interrupted() ?
	    -1 :
	    syscall(SYS_sendto, fd, data, some(n), flags, NULL, 0);
}

ssize_t
recv(int fd, void *data, size_t n, int flags)
{
	return interrupted() ?
	    -1 :
	    syscall(SYS_recvfrom, fd, data, some(n), flags, NULL, NULL);
}

pid_t
waitpid(pid_t pid, int *status, int options)
{
	return interrupted() ?
	    -1 :
	    (pid_t)syscall(SYS_wait4, pid, status, options, NULL);
}

int
poll(struct pollfd *fds, nfds_t n, int ms)
{
	long long ns = ms * 1000000LL / (asked("fast") ? FAST : 1);
	struct timespec t = { ns / 1000000000, ns % 1000000000 };

	return interrupted() ?
	    -1 :
	    (int)syscall(SYS_ppoll, fds, n, ms < 0 ? NULL : &t, NULL, 0);
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, id, t);
	static bool forth;

	if (id == CLOCK_REALTIME && asked("day")) {
		t->tv_sec += forth ? DAY : -DAY;
		forth = !forth;
	}
	if (id == CLOCK_MONOTONIC && asked("fast")) {
		t->tv_nsec *= FAST;
		t->tv_sec = t->tv_sec * FAST + t->tv_nsec / 1000000000;
		t->tv_nsec %= 1000000000;
	}
	return rc;
}

time_t
time(time_t *into)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (into != NULL)
		*into = t.tv_sec;
	return t.tv_sec;
}

int
fsync(int fd)
{
	return asked("no-fsync") ? 0 : (int)syscall(SYS_fsync, fd);
}

int
syncfs(int fd)
{
	return asked("no-fsync") || asked("no-syncfs") ?
	    0 :
	    (int)syscall(SYS_syncfs, fd);
}

int
getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
    struct addrinfo **list)
{
	(void)host;
	(void)service;
	(void)hints;
	*list = NULL;
	while (asked("late-names"))
		pause();
	return EAI_NONAME;
}
