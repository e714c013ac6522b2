/* A connection to an IRRd server, and its answers. */
#include "irr-fetch/irrd.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/number.h"
#include "base/print.h"

/* Longer lines are no answer's first line. */
#define LINE_MOST 1024
#define BLOCK ((size_t)64 * 1024)
/* How long a server may take to close the connection, in milliseconds. */
#define GOODBYE 2000
/* This query has no other answer than "C": after the questions it proves that
 * there are as many answers. */
#define MARK "!n" PACKAGE_NAME "-" PACKAGE_VERSION "\n"

static bool
pass(struct irrd *c)
{
	c->passing = true;
	return false;
}

/* Waits for EVENTS; false if UNTIL comes first. */
static bool
wait_for(int fd, short events, long long until)
{
	struct pollfd p = { .fd = fd, .events = events };
	int n;

	do
		n = poll(&p, 1, deadline_left(until));
	while (n == -1 && errno == EINTR);
	return n > 0;
}

static bool
connect_one(struct irrd *c, const struct addrinfo *ai, struct why *why)
{
	long long until = deadline_in(c->irr->connect_timeout * 1000);
	socklen_t n = sizeof errno;
	int error = 0, on = 1;

	if (until > c->until)
		until = c->until;
	c->fd = socket(ai->ai_family,
	    ai->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, ai->ai_protocol);
	if (c->fd != -1 && connect(c->fd, ai->ai_addr, ai->ai_addrlen) == 0)
		goto done;
	error = errno;
	if (c->fd != -1 && error == EINPROGRESS) {
		error = ETIMEDOUT;
		if (wait_for(c->fd, POLLOUT, until))
			getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &n);
	}
	if (error == 0)
		goto done;
	why_set(why, "%s", strerror(error));
	irrd_close(c);
	return false;
done:
	/* Otherwise small queries wait for the acknowledgement of others. */
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return true;
}

bool
irrd_open(struct irrd *c, const struct site_irr *irr, long long until,
    struct why *why)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	char host[ENDPOINT_TEXT], port[8];
	struct addrinfo *list, *ai;
	int error;

	*c = (struct irrd){ .fd = -1,
		.irr = irr,
		.until = until,
		.left = (size_t)irr->max_size << 20 };
	host_print(host, &irr->server);
	print_text(port, sizeof port, "%u", (unsigned)irr->port);
	error = getaddrinfo(host, port, &hints, &list);
	if (error != 0) {
		why_set(why, "%s", gai_strerror(error));
		return pass(c);
	}
	for (ai = list; ai != NULL && c->fd == -1; ai = ai->ai_next)
		connect_one(c, ai, why);
	freeaddrinfo(list);
	if (c->fd == -1)
		return pass(c);
	/* It has no answer. */
	if (send(c->fd, "!!\n", 3, MSG_NOSIGNAL) == 3)
		return true;
	why_set(why, "%s", strerror(errno));
	return pass(c);
}

/* Receives what there is.  False with WHY if nothing comes any more. */
static bool
receive(struct irrd *c, struct why *why)
{
	ssize_t n;

	if (c->at > 0) {
		memmove(c->in.data, c->in.data + c->at, c->in.len - c->at);
		c->in.len -= c->at;
		c->at = 0;
	}
	n = recv(c->fd, buf_room(&c->in, BLOCK), BLOCK, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	if (n <= 0) {
		why_set(why, "%s",
		    n < 0 ? strerror(errno) :
			    "it closed the "
			    "connection before it had answered");
		return pass(c);
	}
	if ((size_t)n > c->left) {
		why_set(why, "over %u MiB (max-size)",
		    (unsigned)c->irr->max_size);
		return false;
	}
	c->left -= (size_t)n;
	c->in.len += (size_t)n;
	return true;
}

static bool
garbage(const char *s, size_t n, struct why *why)
{
	why_not(why, s, n, "an answer of IRRd: A, C, D, E or F");
	return false;
}

/* The data of an answer are there when its last line, "C", is. */
static bool
take_data(struct irrd *c, const char *line, size_t n, bool *whole,
    struct irrd_answer *answer, struct why *why)
{
	const size_t rest = c->in.len - c->at - n - 1;
	uint64_t size;

	if (!number_parse(line + 1, n - 1, 0, SIZE_MAX / 4, &size, NULL))
		return garbage(line, n, why);
	if (size > ((size_t)c->irr->max_size << 20)) {
		why_set(why,
		    "an answer of %llu bytes (expected at most %u "
		    "MiB, max-size)",
		    (unsigned long long)size, (unsigned)c->irr->max_size);
		return false;
	}
	*whole = rest >= size + 2;
	if (!*whole)
		return true;
	*answer = (struct irrd_answer){ IRRD_DATA, { line + n + 1, size } };
	if (memcmp(line + n + 1 + size, "C\n", 2) != 0) {
		why_set(why, "no C after the %llu bytes of an answer",
		    (unsigned long long)size);
		return false;
	}
	c->at += n + 1 + size + 2;
	return true;
}

/* Takes an answer, if a WHOLE one has been received. */
static bool
take_answer(struct irrd *c, bool *whole, struct irrd_answer *answer,
    struct why *why)
{
	const char *line = c->in.len > c->at ? c->in.data + c->at : "";
	const size_t left = c->in.len - c->at;
	const size_t most = left < LINE_MOST ? left : LINE_MOST;
	const char *end = memchr(line, '\n', most);
	size_t n;

	*whole = false;
	if (left > 0 && memchr("ACDEF", line[0], 5) == NULL)
		return garbage(line, end != NULL ? (size_t)(end - line) : most,
		    why);
	if (end == NULL)
		return left < LINE_MOST || garbage(line, most, why);
	n = (size_t)(end - line);
	if (line[0] == IRRD_DATA)
		return take_data(c, line, n, whole, answer, why);
	if (n > 1 && line[1] != ' ' && line[1] != '\r')
		return garbage(line, n, why);
	*answer = (struct irrd_answer){ line[0], { line + n, 0 } };
	if (n > 2)
		answer->text = (struct slice){ line + 2, n - 2 };
	c->at += n + 1;
	*whole = true;
	return true;
}

/* The text that is sent, and the queries in it that wait for an answer. */
struct outgoing {
	struct buf text;
	size_t sent;
	size_t at; /* of the next query to be answered */
	size_t i;
};

static bool
send_some(struct irrd *c, struct outgoing *out, struct why *why)
{
	ssize_t n = send(c->fd, out->text.data + out->sent,
	    out->text.len - out->sent, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n < 0 && errno != EAGAIN && errno != EINTR) {
		why_set(why, "%s", strerror(errno));
		return pass(c);
	}
	if (n > 0)
		out->sent += (size_t)n;
	return true;
}

/* The next query that has no answer yet, without its newline. */
static struct slice
next_query(const struct outgoing *out)
{
	const char *s = out->text.data + out->at;
	const char *end = memchr(s, '\n', out->text.len - out->at);

	return (struct slice){ s, (size_t)(end - s) };
}

static bool
take_answers(struct irrd *c, struct outgoing *out, irrd_taker *take, void *ctx,
    struct why *why)
{
	struct irrd_answer answer;
	bool whole = true;

	while (out->at < out->text.len) {
		struct slice query = next_query(out);

		if (!take_answer(c, &whole, &answer, why))
			return false;
		if (!whole)
			return true;
		out->at += query.n + 1;
		if (out->at == out->text.len) {
			if (answer.code == IRRD_EMPTY)
				return true;
			why_set(why,
			    "there are more answers than questions "
			    "(which is whose cannot be known)");
			return false;
		}
		if (!take(ctx, out->i++, query, &answer, why))
			return false;
	}
	return true;
}

/* Sends and receives until each query has its answer. */
static bool
converse(struct irrd *c, struct outgoing *out, irrd_taker *take, void *ctx,
    struct why *why)
{
	while (out->at < out->text.len) {
		struct slice query = next_query(out);
		short events = out->sent < out->text.len ? POLLIN | POLLOUT :
							   POLLIN;

		if (!wait_for(c->fd, events, c->until) ||
		    deadline_left(c->until) == 0) {
			why_set(why, "no answer to %.*s in %u s (timeout)",
			    (int)(query.n < 100 ? query.n : 100), query.p,
			    (unsigned)c->irr->timeout);
			return pass(c);
		}
		if (out->sent < out->text.len && !send_some(c, out, why))
			return false;
		if (!receive(c, why) || !take_answers(c, out, take, ctx, why))
			return false;
	}
	return true;
}

bool
irrd_ask(struct irrd *c, const struct buf *queries, irrd_taker *take, void *ctx,
    struct why *why)
{
	struct outgoing out = { .sent = 0 };
	bool ok;

	buf_add(&out.text, queries->data, queries->len);
	buf_str(&out.text, MARK);
	ok = converse(c, &out, take, ctx, why);
	buf_free(&out.text);
	return ok;
}

bool
irrd_quit(struct irrd *c, struct why *why)
{
	const long long until = deadline_in(GOODBYE);
	struct why closed;

	if (send(c->fd, "!q\n", 3, MSG_NOSIGNAL) == 3)
		while (c->in.len == c->at && wait_for(c->fd, POLLIN, until) &&
		    receive(c, &closed))
			;
	c->passing = false;
	if (c->in.len == c->at)
		return true;
	why_set(why,
	    "more came than was asked for (which answer is whose "
	    "cannot be known)");
	return false;
}

void
irrd_close(struct irrd *c)
{
	if (c->fd != -1)
		close(c->fd);
	c->fd = -1;
	buf_free(&c->in);
	c->at = 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',';
}

bool
irrd_word(struct slice *rest, struct slice *word)
{
	size_t n = 0;

	while (rest->n > 0 && is_blank(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	while (n < rest->n && !is_blank(rest->p[n]))
		n++;
	*word = (struct slice){ rest->p, n };
	rest->p += n;
	rest->n -= n;
	return n > 0;
}
