#ifndef BIRDFEED_BIRDCTL_H
#define BIRDFEED_BIRDCTL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"

enum birdctl_status {
	BIRDCTL_OK,
	BIRDCTL_ABSENT,		/* no socket, or nobody listens on it */
	BIRDCTL_DENIED,		/* we may not */
	BIRDCTL_LOST,		/* it does not answer, or not as BIRD does */
};

/*
 * BIRD's control socket: one command at a time, a deadline for each step,
 * nothing that blocks.  After BIRDCTL_LOST only birdctl_close() is left.
 */
struct birdctl {
	int fd;
	struct buf in;
	size_t next;		/* of what is not read yet, in IN */
	unsigned major;		/* of BIRD's version, 2 or 3; 0: unknown */
};

struct birdctl_line {
	unsigned code;
	size_t at, n;		/* its text, in the reply's */
};

/* Zero it, use it again and again, free it with birdctl_reply_free(). */
struct birdctl_reply {
	struct buf text;
	struct birdctl_line *line;
	size_t n, cap;
};

/* Connects and waits for the greeting, at most MS milliseconds. */
enum birdctl_status birdctl_open(struct birdctl *ctl, const char *path,
    unsigned ms, struct why *why);
/* The same on a connected, non-blocking socket; takes FD over. */
enum birdctl_status birdctl_greet(struct birdctl *ctl, int fd, unsigned ms,
    struct why *why);
/* Sends COMMAND (without its newline) and takes the whole reply. */
enum birdctl_status birdctl_command(struct birdctl *ctl,
    const char *command, struct birdctl_reply *reply, unsigned ms,
    struct why *why);
/*
 * A line of a reply, when it comes; false: no more of them, please.  TEXT is
 * valid until it returns.
 */
typedef bool birdctl_take(void *ctx, unsigned code, struct slice text);
/*
 * The same for a reply of any length, whose lines go to TAKE one by one; the
 * whole reply must arrive within MS milliseconds.  After a "no more" only
 * birdctl_close() is left here too; but BIRD 3.2.3 dies when a client hangs
 * up in the middle of a reply to "show route".
 */
enum birdctl_status birdctl_each(struct birdctl *ctl, const char *command,
    birdctl_take *take, void *ctx, unsigned ms, struct why *why);
/* Also on one that is closed: fd -1. */
void birdctl_close(struct birdctl *ctl);

/* Is there a line of that code?  Its text goes to *TEXT (may be NULL). */
bool birdctl_reply_has(const struct birdctl_reply *reply, unsigned code,
    struct slice *text);
/* The first line whose code is 8000 or more: an error. */
bool birdctl_reply_error(const struct birdctl_reply *reply,
    struct slice *text);
void birdctl_reply_free(struct birdctl_reply *reply);

#endif
