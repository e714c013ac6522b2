/*
 * kill-at [-a] N PROGRAM [ARGUMENT ...]: kills the program on entry to its
 * Nth system call, and what it started as well with -a; else waits for
 * that.  Exits 137 when it has killed it, and 99 when the program came to
 * its end before.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define AT_ITS_END 99

static void
start(char **argv)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

static void
kill_children(pid_t pid)
{
	char path[64];
	FILE *f;
	int child;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid,
	    (int)pid);
	f = fopen(path, "r");
	while (f != NULL && fscanf(f, "%d", &child) == 1)
		kill(child, SIGKILL);
	if (f != NULL)
		fclose(f);
}

/* Up to the Nth call; true when it came that far. */
static int
run(pid_t pid, long n, int all)
{
	long stops = 0;
	int status, signal = 0;

	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
		if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			/* Each call stops twice, on entry and exit. */
			if (stops++ == 2 * (n - 1)) {
				if (all)
					kill_children(pid);
				kill(pid, SIGKILL);
				waitpid(pid, &status, 0);
				return 1;
			}
			signal = 0;
		} else if (WSTOPSIG(status) == SIGTRAP) {
			ptrace(PTRACE_SETOPTIONS, pid, NULL,
			    (void *)PTRACE_O_TRACESYSGOOD);
			signal = 0;
		} else {
			signal = WSTOPSIG(status);
		}
		ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)signal);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	int all = argc > 1 && strcmp(argv[1], "-a") == 0;
	long n = argc > all + 2 ? atol(argv[all + 1]) : 0;
	int killed;
	pid_t pid;

	if (n < 1) {
		fputs("usage: kill-at [-a] N PROGRAM ...\n", stderr);
		return 2;
	}
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	pid = fork();
	if (pid == 0)
		start(argv + all + 2);
	killed = run(pid, n, all);
	/* What it started became ours when it ended. */
	while (wait(NULL) != -1 || errno == EINTR)
		;
	return killed ? 128 + SIGKILL : AT_ITS_END;
}
