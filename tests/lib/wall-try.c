/*
 * wall-try ROW WHAT PATH [DIRECTORY ...]: goes behind the wall of a row of
 * wall.c, with the DIRECTORYs to be written, and tries one thing (on PATH).  Says "done", or why not; a test
 * wants it to be refused, or killed.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/wall.h"

struct trial {
	const char *name;
	int (*try)(const char *path); /* -1 with errno: refused */
};

static int
try_nothing(const char *path)
{
	(void)path;
	free(malloc(1 << 20));
	return printf(" ") == 1 && fflush(stdout) == 0 ? 0 : -1;
}

static int
try_open(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC);
}

static int
try_stat(const char *path)
{
	return access(path, R_OK);
}

static int
try_write(const char *path)
{
	char name[4096];

	snprintf(name, sizeof name, "%s.new", path);
	return open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

/* Linux empties a file that is opened only to read it. */
static int
try_empty(const char *path)
{
	return open(path, O_RDONLY | O_TRUNC | O_CLOEXEC);
}

static int
try_truncate(const char *path)
{
	return truncate(path, 0);
}

static int
try_unlink(const char *path)
{
	return unlink(path);
}

static int
try_inet(const char *path)
{
	(void)path;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
try_inet6(const char *path)
{
	(void)path;
	return socket(AF_INET6, SOCK_DGRAM, 0);
}

static int
try_unix(const char *path)
{
	(void)path;
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int
try_netlink(const char *path)
{
	(void)path;
	return socket(AF_NETLINK, SOCK_RAW, 0);
}

static int
try_packet(const char *path)
{
	(void)path;
	return socket(AF_PACKET, SOCK_RAW, 0);
}

static int
try_listen(const char *path)
{
	int fds[2];

	(void)path;
	return socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0 &&
		(listen(fds[0], 1) == 0 || errno == EINVAL) ?
	    0 :
	    -1;
}

/* A failed execve(2) of what is not there is refused later than by a wall. */
static int
try_exec(const char *path)
{
	char *const argv[] = { (char *)"true", NULL };

	(void)path;
	execve("/bin/true", argv, argv + 1);
	return -1;
}

static int
try_fork(const char *path)
{
	pid_t pid = fork();

	(void)path;
	if (pid == 0)
		_exit(0);
	return pid == -1 ? -1 : waitpid(pid, NULL, 0) == pid ? 0 : -1;
}

static int
try_vfork(const char *path)
{
	(void)path;
	return system("true") == 0 ? 0 : -1;
}

static void *
thread(void *nothing)
{
	return nothing;
}

static int
try_thread(const char *path)
{
	pthread_t t;
	int error = pthread_create(&t, NULL, thread, NULL);

	(void)path;
	errno = error;
	return error == 0 ? pthread_join(t, NULL) : -1;
}

static int
try_ptrace(const char *path)
{
	(void)path;
	return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
try_kill(const char *path)
{
	(void)path;
	return kill(getppid(), 0);
}

static int
try_code(const char *path)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)path;
	return p == MAP_FAILED ? -1 : 0;
}

static int
try_abort(const char *path)
{
	(void)path;
	abort();
}

static int
try_mount(const char *path)
{
	(void)path;
	return (int)syscall(SYS_pivot_root, "/", "/");
}

static const struct trial trials[] = {
	{ "nothing", try_nothing },
	{ "open", try_open },
	{ "stat", try_stat },
	{ "write", try_write },
	{ "empty", try_empty },
	{ "truncate", try_truncate },
	{ "unlink", try_unlink },
	{ "inet", try_inet },
	{ "inet6", try_inet6 },
	{ "unix", try_unix },
	{ "netlink", try_netlink },
	{ "packet", try_packet },
	{ "listen", try_listen },
	{ "exec", try_exec },
	{ "fork", try_fork },
	{ "vfork", try_vfork },
	{ "thread", try_thread },
	{ "ptrace", try_ptrace },
	{ "kill", try_kill },
	{ "code", try_code },
	{ "abort", try_abort },
	{ "pivot", try_mount },
};

int
main(int argc, char **argv)
{
	struct diag diag = { .tool = "wall-try", .sink = diag_stderr };
	struct wall_paths paths = { 0 };

	if (argc < 4)
		return 2;
	diag.tool = argv[1];
	diag.verbose = true;
	for (char **path = argv + 4; *path != NULL; path++)
		wall_path_add(&paths, *path, WALL_PATH_WRITE);
	wall_in(argv[1], &paths, &diag);
	for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
		if (strcmp(trials[i].name, argv[2]) == 0) {
			if (trials[i].try(argv[3]) == -1) {
				printf("refused: %s\n", strerror(errno));
				return 1;
			}
			puts("done");
			return 0;
		}
	return 2;
}
