/* BIRD's control socket (BIRD: nest/cli.c). */
#include "host/birdctl.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/mem.h"

#define LINE_MOST ((size_t)64 * 1024)
#define REPLY_MOST ((size_t)1024 * 1024)
#define BLOCK ((size_t)4096)

static enum birdctl_status
lost(struct why *why, const char *text)
{
	why_set(why, "BIRD %s", text);
	return BIRDCTL_LOST;
}

/* Reads a line without its newline; it is valid until the next call. */
static enum birdctl_status
read_line(struct birdctl *ctl, long long until, struct slice *line,
    struct why *why)
{
	size_t looked = ctl->next;

	for (;;) {
		struct pollfd p = { ctl->fd, POLLIN, 0 };
		char *nl = ctl->in.len > looked ?
		    memchr(ctl->in.data + looked, '\n', ctl->in.len - looked) :
		    NULL;
		ssize_t n;
		int ready;

		if (nl != NULL) {
			line->p = ctl->in.data + ctl->next;
			line->n = (size_t)(nl - line->p);
			ctl->next += line->n + 1;
			return BIRDCTL_OK;
		}
		looked = ctl->in.len;
		if (looked - ctl->next > LINE_MOST)
			return lost(why, "sends a line without an end");
		if (ctl->next > 0) {
			memmove(ctl->in.data, ctl->in.data + ctl->next,
			    looked - ctl->next);
			ctl->in.len = looked -= ctl->next;
			ctl->next = 0;
		}
		ready = poll(&p, 1, deadline_left(until));
		if (ready == 0)
			return lost(why, "does not answer in time");
		if (ready < 0 && errno == EINTR)
			continue;
		n = recv(ctl->fd, buf_room(&ctl->in, BLOCK), BLOCK, 0);
		if (n == 0)
			return lost(why, "closed its control socket");
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return lost(why, strerror(errno));
		if (n > 0)
			ctl->in.len += (size_t)n;
	}
}

/* Parses "NNNN-text" or "NNNN text" and removes the code from LINE.  Returns 1
 * for the last line of a reply, 0 for other lines, -1 for invalid ones. */
static int
parse_line(struct slice *line, unsigned *code)
{
	*code = 0;
	if (line->n < 5 || (line->p[4] != ' ' && line->p[4] != '-'))
		return -1;
	for (size_t i = 0; i < 4; i++) {
		if (line->p[i] < '0' || line->p[i] > '9')
			return -1;
		*code = *code * 10 + (unsigned)(line->p[i] - '0');
	}
	line->p += 5;
	line->n -= 5;
	return line->p[-1] == ' ';
}

static enum birdctl_status
read_lines(struct birdctl *ctl, long long until, birdctl_take *take, void *ctx,
    struct why *why)
{
	unsigned code = 0;
	bool started = false;
	int last = 0;

	while (last == 0) {
		struct slice line;
		enum birdctl_status status = read_line(ctl, until, &line, why);

		if (status != BIRDCTL_OK)
			return status;
		if (line.n > 0 && line.p[0] == '+')
			continue; /* a log message, not the reply */
		if (started && line.n > 0 && line.p[0] == ' ') {
			line.p++;
			line.n--;
		} else {
			last = parse_line(&line, &code);
			started = true;
		}
		if (last < 0)
			return lost(why,
			    "sends something that is no reply "
			    "of BIRD's");
		if (!take(ctx, code, line))
			break;
	}
	return BIRDCTL_OK;
}

struct keeping {
	struct birdctl_reply *reply;
	size_t size;
};

static bool
keep(void *ctx, unsigned code, struct slice text)
{
	struct keeping *k = ctx;
	struct birdctl_reply *reply = k->reply;

	k->size += text.n + 1;
	if (k->size > REPLY_MOST)
		return false;
	reply->line = mem_grow(reply->line, reply->n, &reply->cap,
	    sizeof *reply->line);
	reply->line[reply->n++] = (struct birdctl_line){ code, reply->text.len,
		text.n };
	buf_add(&reply->text, text.p, text.n);
	return true;
}

static enum birdctl_status
read_reply(struct birdctl *ctl, long long until, struct birdctl_reply *reply,
    struct why *why)
{
	struct keeping k = { .reply = reply };
	enum birdctl_status status;

	reply->text.len = reply->n = 0;
	status = read_lines(ctl, until, keep, &k, why);
	if (status == BIRDCTL_OK && k.size > REPLY_MOST)
		return lost(why, "sends a reply without an end");
	return status;
}

/* The major version in "BIRD 3.3.2 ready.", or 0. */
static unsigned
major_version(struct slice greeting)
{
	static const char start[] = "BIRD ";
	unsigned n = 0;

	if (greeting.n < sizeof start ||
	    memcmp(greeting.p, start, sizeof start - 1) != 0)
		return 0;
	for (const char *p = greeting.p + sizeof start - 1;
	     p < greeting.p + greeting.n && *p >= '0' && *p <= '9' && n < 100;
	     p++)
		n = n * 10 + (unsigned)(*p - '0');
	return n;
}

enum birdctl_status
birdctl_greet(struct birdctl *ctl, int fd, unsigned ms, struct why *why)
{
	struct birdctl_reply reply = { 0 };
	enum birdctl_status status;
	struct slice greeting;

	*ctl = (struct birdctl){ .fd = fd };
	status = read_reply(ctl, deadline_in(ms), &reply, why);
	if (status == BIRDCTL_OK && birdctl_reply_has(&reply, 1, &greeting))
		ctl->major = major_version(greeting);
	else if (status == BIRDCTL_OK)
		status = lost(why, "does not greet");
	birdctl_reply_free(&reply);
	if (status != BIRDCTL_OK)
		birdctl_close(ctl);
	return status;
}

/*
 * Connects.  EAGAIN means that the queue of connections is full, as happens if
 * BIRD hangs.  connect(2) on a Unix socket never returns EINPROGRESS.
 */
static enum birdctl_status
dial(int fd, const struct sockaddr_un *to, long long until, struct why *why)
{
	while (connect(fd, (const struct sockaddr *)to, sizeof *to) != 0) {
		if (errno == EINTR)
			continue;
		if (errno == EAGAIN && deadline_sleep(until, 50))
			continue;
		why_set(why, "%s: %s", to->sun_path, strerror(errno));
		if (errno == ENOENT || errno == ECONNREFUSED ||
		    errno == ENOTDIR)
			return BIRDCTL_ABSENT;
		return errno == EAGAIN ? BIRDCTL_LOST : BIRDCTL_DENIED;
	}
	return BIRDCTL_OK;
}

enum birdctl_status
birdctl_open(struct birdctl *ctl, const char *path, unsigned ms,
    struct why *why)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	long long until = deadline_in(ms);
	enum birdctl_status status;
	int fd;

	*ctl = (struct birdctl){ .fd = -1 };
	if ((size_t)snprintf(to.sun_path, sizeof to.sun_path, "%s", path) >=
	    sizeof to.sun_path) {
		why_set(why, "%s: too long for a socket's name", path);
		return BIRDCTL_DENIED;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1) {
		why_set(why, "socket: %s", strerror(errno));
		return BIRDCTL_DENIED;
	}
	status = dial(fd, &to, until, why);
	if (status != BIRDCTL_OK) {
		close(fd);
		return status;
	}
	return birdctl_greet(ctl, fd, (unsigned)deadline_left(until), why);
}

static enum birdctl_status
send_all(struct birdctl *ctl, const char *p, size_t n, long long until,
    struct why *why)
{
	while (n > 0) {
		struct pollfd pfd = { ctl->fd, POLLOUT, 0 };
		ssize_t sent = send(ctl->fd, p, n, MSG_NOSIGNAL);

		if (sent > 0) {
			p += sent;
			n -= (size_t)sent;
		} else if (errno == EAGAIN) {
			if (poll(&pfd, 1, deadline_left(until)) == 0)
				return lost(why, "does not listen");
		} else if (errno != EINTR) {
			return lost(why, strerror(errno));
		}
	}
	return BIRDCTL_OK;
}

static enum birdctl_status
send_command(struct birdctl *ctl, const char *command, long long until,
    struct why *why)
{
	struct buf line = { 0 };
	enum birdctl_status status;

	buf_printf(&line, "%s\n", command);
	status = send_all(ctl, line.data, line.len, until, why);
	buf_free(&line);
	return status;
}

enum birdctl_status
birdctl_command(struct birdctl *ctl, const char *command,
    struct birdctl_reply *reply, unsigned ms, struct why *why)
{
	long long until = deadline_in(ms);
	enum birdctl_status status = send_command(ctl, command, until, why);

	if (status == BIRDCTL_OK)
		status = read_reply(ctl, until, reply, why);
	return status;
}

enum birdctl_status
birdctl_each(struct birdctl *ctl, const char *command, birdctl_take *take,
    void *ctx, unsigned ms, struct why *why)
{
	long long until = deadline_in(ms);
	enum birdctl_status status = send_command(ctl, command, until, why);

	if (status == BIRDCTL_OK)
		status = read_lines(ctl, until, take, ctx, why);
	return status;
}

void
birdctl_close(struct birdctl *ctl)
{
	if (ctl->fd != -1)
		close(ctl->fd);
	buf_free(&ctl->in);
	*ctl = (struct birdctl){ .fd = -1 };
}

static bool
give(const struct birdctl_reply *reply, const struct birdctl_line *line,
    struct slice *text)
{
	if (text != NULL) {
		text->p = line->n > 0 ? reply->text.data + line->at : "";
		text->n = line->n;
	}
	return true;
}

bool
birdctl_reply_has(const struct birdctl_reply *reply, unsigned code,
    struct slice *text)
{
	for (size_t i = 0; i < reply->n; i++)
		if (reply->line[i].code == code)
			return give(reply, &reply->line[i], text);
	return false;
}

bool
birdctl_reply_error(const struct birdctl_reply *reply, struct slice *text)
{
	for (size_t i = 0; i < reply->n; i++)
		if (reply->line[i].code >= 8000)
			return give(reply, &reply->line[i], text);
	return false;
}

void
birdctl_reply_free(struct birdctl_reply *reply)
{
	buf_free(&reply->text);
	free(reply->line);
	*reply = (struct birdctl_reply){ 0 };
}
