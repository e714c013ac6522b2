/* Runs a program. */
#include "host/run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/mem.h"

#define OUTPUT_MOST ((size_t)256 * 1024 * 1024)
#define BLOCK ((size_t)16 * 1024)
#define CLOSE_ON_EXEC 4u /* CLOSE_RANGE_CLOEXEC of linux/close_range.h */

/* cron(8) and ssh(1) often set a PATH without these directories. */
static const char extra_path[] = "/usr/local/sbin:/usr/sbin:/sbin";

/* The whole environment of a program.  The caller's environment must not
 * influence what root's programs do or the language of their messages. */
static const char *const environment[] = {
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"LANG=C",
	NULL,
};

static bool
find_in(const char *name, const char *dirs, char path[static PATH_MAX])
{
	while (*dirs != '\0') {
		size_t n = strcspn(dirs, ":");

		/* Skip empty parts, which mean the working directory, and
		 * relative ones. */
		if (n > 0 && dirs[0] == '/' &&
		    snprintf(path, PATH_MAX, "%.*s/%s", (int)n, dirs, name) <
			PATH_MAX &&
		    access(path, X_OK) == 0)
			return true;
		dirs += n;
		dirs += *dirs == ':';
	}
	return false;
}

static bool
find(const char *name, char path[static PATH_MAX])
{
	const char *dirs = getenv("PATH");

	if (name[0] == '/')
		return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX &&
		    access(path, X_OK) == 0;
	return (dirs != NULL && find_in(name, dirs, path)) ||
	    find_in(name, extra_path, path);
}

bool
run_exists(const char *name)
{
	char path[PATH_MAX];

	return find(name, path);
}

/* The parent's and the child's ends of the three standard streams. */
struct ends {
	int ours[3];
	int theirs[3];
};

static void
close_all(int fds[static 3])
{
	for (int i = 0; i < 3; i++) {
		if (fds[i] != -1)
			close(fds[i]);
		fds[i] = -1;
	}
}

static bool
make_pipes(struct ends *e)
{
	for (int i = 0; i < 3; i++)
		e->ours[i] = e->theirs[i] = -1;
	for (int i = 0; i < 3; i++) {
		int fds[2];

		if (pipe2(fds, O_CLOEXEC) != 0) {
			close_all(e->ours);
			close_all(e->theirs);
			return false;
		}
		e->ours[i] = fds[i == 0];
		e->theirs[i] = fds[i != 0];
		fcntl(e->ours[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

/* Marks the descriptors in /proc/self/fd, for a kernel without
 * close_range(2). */
static void
close_listed_on_exec(void)
{
	DIR *dir = opendir("/proc/self/fd");
	const struct dirent *d;

	if (dir == NULL)
		return;
	while ((d = readdir(dir)) != NULL) {
		int fd = atoi(d->d_name);

		if (fd > STDERR_FILENO)
			fcntl(fd, F_SETFD, FD_CLOEXEC);
	}
	closedir(dir);
}

/*
 * Programs must not inherit descriptors: a daemon such as wireguard-go would
 * keep a lock forever.
 */
static void
close_on_exec(void)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, STDERR_FILENO + 1u, ~0u, CLOSE_ON_EXEC) ==
	    0)
		return;
#endif
	close_listed_on_exec();
}

/*
 * Starts the program in its own process group.  So only apply gets a ^C from
 * the terminal, and a hanging program is killed with its children.
 */
static int
spawn(pid_t *pid, const char *path, char *const argv[], const struct ends *e)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t none, standard;
	int error;

	sigemptyset(&none);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	sigaddset(&standard, SIGHUP);
	sigaddset(&standard, SIGXFSZ);
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, e->theirs[i], i);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr,
	    POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
		POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &standard);
	close_on_exec();
	error = posix_spawn(pid, path, &actions, &attr, argv,
	    (char *const *)environment);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Makes room for a block.  Wipes the old memory, which realloc(3) does not. */
static char *
wiped_room(struct buf *b)
{
	struct buf old = *b;

	if (b->cap - b->len >= BLOCK)
		return b->data + b->len;
	*b = (struct buf){ 0 };
	buf_room(b, old.len * 2 + BLOCK);
	buf_add(b, old.data, old.len);
	if (old.data != NULL)
		sodium_memzero(old.data, old.len);
	buf_free(&old);
	return b->data + b->len;
}

/* Reads a block of output.  Closes *FD and sets it to -1 at its end.  False if
 * there is nothing more to read now or B is full. */
static bool
take(int *fd, struct buf *b)
{
	ssize_t n = read(*fd, wiped_room(b), BLOCK);

	if (n > 0)
		b->len += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		close(*fd);
		*fd = -1;
	}
	return n > 0 && b->len < OUTPUT_MOST;
}

static void
give(int *fd, struct run *r)
{
	ssize_t n = r->in_len > 0 ? write(*fd, r->in, r->in_len) : 0;

	if (n > 0) {
		r->in += n;
		r->in_len -= (size_t)n;
	}
	if (r->in_len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
		close(*fd);
		*fd = -1;
	}
}

/*
 * Feeds the program and reads its output until it ends.  It does not wait for
 * the end of the output, because a daemon that the program started may keep it
 * open.  False if the deadline passes first or there is too much output.
 */
static bool
converse(struct run *r, int ours[static 3], int pidfd)
{
	long long until = deadline_in(r->seconds * 1000);
	struct buf *into[3] = { NULL, &r->out, &r->err };

	for (;;) {
		struct pollfd p[4] = {
			{ ours[0], POLLOUT, 0 },
			{ ours[1], POLLIN, 0 },
			{ ours[2], POLLIN, 0 },
			{ pidfd, POLLIN, 0 },
		};
		int n = poll(p, 4, deadline_left(until));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || r->out.len >= OUTPUT_MOST ||
		    r->err.len >= OUTPUT_MOST)
			return false;
		if (p[0].revents != 0)
			give(&ours[0], r);
		for (int i = 1; i < 3; i++)
			if (p[i].revents != 0)
				take(&ours[i], into[i]);
		if (p[3].revents == 0)
			continue;
		for (int i = 1; i < 3; i++)
			while (ours[i] != -1 && take(&ours[i], into[i]))
				;
		return true;
	}
}

/* Sets WHY to the last line of standard error, which is usually the reason. */
static void
set_why(struct why *why, const char *name, int status, struct buf *err)
{
	size_t end = err->len, start, n = strlen(name);

	while (end > 0 && err->data[end - 1] == '\n')
		end--;
	for (start = end; start > 0 && err->data[start - 1] != '\n';)
		start--;
	if (end - start > n && memcmp(err->data + start, name, n) == 0 &&
	    err->data[start + n] == ':')
		why_set(why, "%.*s", (int)(end - start), err->data + start);
	else if (end > start)
		why_set(why, "%s: %.*s", name, (int)(end - start),
		    err->data + start);
	else
		why_set(why, "%s: exit status %d", name, status);
}

static int
ended(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return -1;
	/* The shell's convention for signals. */
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
run_program(struct run *r, char *const argv[], struct why *why)
{
	char path[PATH_MAX];
	struct ends e;
	int error, pidfd, status;
	bool in_time;
	pid_t pid;

	if (!find(argv[0], path)) {
		why_set(why, "%s: not found (is it installed?)", argv[0]);
		return -1;
	}
	if (!make_pipes(&e)) {
		why_set(why, "%s: %s", argv[0], strerror(errno));
		return -1;
	}
	error = spawn(&pid, path, argv, &e);
	close_all(e.theirs);
	if (error != 0) {
		close_all(e.ours);
		why_set(why, "%s: %s", path, strerror(error));
		return -1;
	}
	pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	in_time = pidfd != -1 && converse(r, e.ours, pidfd);
	if (!in_time)
		kill(-pid, SIGKILL);
	close_all(e.ours);
	if (pidfd != -1)
		close(pidfd);
	status = ended(pid);
	if (!in_time) {
		why_set(why, "%s: killed, it took longer than %u seconds",
		    argv[0], r->seconds);
		return -1;
	}
	if (status != 0)
		set_why(why, argv[0], status, &r->err);
	return status;
}

void
run_free(struct run *r)
{
	if (r->out.data != NULL)
		sodium_memzero(r->out.data, r->out.cap);
	if (r->err.data != NULL)
		sodium_memzero(r->err.data, r->err.cap);
	buf_free(&r->out);
	buf_free(&r->err);
}

void
run_without_core_dumps(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	/* RLIMIT_CORE does not stop a core dump to a program that
	 * core_pattern names; see core(5). */
	if (geteuid() == 0)
		prctl(PR_SET_DUMPABLE, 0);
}
