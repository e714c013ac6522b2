#ifndef BIRDFEED_BIRDCTL_H
#define BIRDFEED_BIRDCTL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"

enum birdctl_status {
	BIRDCTL_OK,
	BIRDCTL_ABSENT, /* no socket, or nobody listens on it */
	BIRDCTL_DENIED, /* any other failure to connect */
	BIRDCTL_LOST,	/* no answer in time, or an invalid one */
};

/*
 * A connection to BIRD's control socket.  It runs one command at a time; every
 * call has a deadline.  After BIRDCTL_LOST, only birdctl_close() is allowed.
 */
struct birdctl {
	int fd;
	struct buf in;
	size_t next;	/* start of the unread bytes in IN */
	unsigned major; /* of BIRD's version, 2 or 3; 0: unknown */
};

struct birdctl_line {
	unsigned code;
	size_t at, n; /* its text, in TEXT of the reply */
};

/* A complete reply.  Zero it before the first use; it can be reused.  Free it
 * with birdctl_reply_free(). */
struct birdctl_reply {
	struct buf text;
	struct birdctl_line *line;
	size_t n, cap;
};

/* Connects and waits for the greeting, for at most MS milliseconds. */
enum birdctl_status birdctl_open(struct birdctl *ctl, const char *path,
    unsigned ms, struct why *why);
/* Waits for the greeting on a connected, non-blocking socket.  CTL owns FD
 * from now on. */
enum birdctl_status birdctl_greet(struct birdctl *ctl, int fd, unsigned ms,
    struct why *why);
/* Sends COMMAND, which has no newline, and reads the whole reply. */
enum birdctl_status birdctl_command(struct birdctl *ctl, const char *command,
    struct birdctl_reply *reply, unsigned ms, struct why *why);
/*
 * Receives a line of a reply.  TEXT is valid until the function returns.
 * Returns false to stop.
 */
typedef bool birdctl_take(void *ctx, unsigned code, struct slice text);
/*
 * The same for a reply of any length: calls TAKE for each line.  The whole
 * reply must arrive within MS milliseconds.  After TAKE has returned false,
 * only birdctl_close() is allowed.  Caution: BIRD 3.2.3 crashes if a client
 * disconnects during a reply to "show route".
 */
enum birdctl_status birdctl_each(struct birdctl *ctl, const char *command,
    birdctl_take *take, void *ctx, unsigned ms, struct why *why);
/* CTL may already be closed: fd is then -1. */
void birdctl_close(struct birdctl *ctl);

/* True if there is a line with that code; *TEXT is then its text.  TEXT may be
 * NULL. */
bool birdctl_reply_has(const struct birdctl_reply *reply, unsigned code,
    struct slice *text);
/* The same for an error: a line whose code is 8000 or more. */
bool birdctl_reply_error(const struct birdctl_reply *reply, struct slice *text);
void birdctl_reply_free(struct birdctl_reply *reply);

#endif
