/* The guardian: a process that cleans up if apply is killed. */
#include "apply/guardian.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"

/*
 * Waits for apply: a byte means that it is done, and end of file that it died.
 */
static bool
dismissed(int fd)
{
	char byte;
	ssize_t n;

	do
		n = read(fd, &byte, 1);
	while (n == -1 && errno == EINTR);
	return n == 1;
}

/*
 * The guardian uses apply's lock and the data that apply has read.  It opens a
 * new connection to BIRD.  The journal says what must be done.
 */
static void
watch(const struct job *job, struct store *store, int fd,
    guardian_settler *settle, const struct wgstate *before)
{
	struct journal journal;
	int status = APPLY_REFUSED;

	setsid();
	if (dismissed(fd))
		_exit(APPLY_DONE);
	if (journal_read(&journal, store))
		status = settle(job, store, &journal, before);
	journal_free(&journal);
	_exit(status);
}

bool
guardian_start(struct guardian *g, const struct job *job, struct store *store,
    struct birdctl *ctl, guardian_settler *settle, const struct wgstate *before)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == 0) {
		g->pid = fork();
		if (g->pid == 0) {
			close(fds[1]);
			birdctl_close(ctl);
			watch(job, store, fds[0], settle, before);
		}
		close(fds[0]);
		g->fd = fds[1];
		if (g->pid != -1)
			return true;
		close(fds[1]);
	}
	diag_say(job->diag, DIAG_ERROR, NULL, NULL, "guardian: %s",
	    strerror(errno));
	*g = (struct guardian){ 0 };
	return false;
}

void
guardian_dismiss(struct guardian *g)
{
	if (g->pid == 0)
		return;
	/* The write fails if the guardian itself was killed. */
	if (fd_write(g->fd, "", 1))
		while (waitpid(g->pid, NULL, 0) == -1 && errno == EINTR)
			;
	close(g->fd);
	*g = (struct guardian){ 0 };
}
