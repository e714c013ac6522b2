#ifndef IRR_FETCH_IRRD_H
#define IRR_FETCH_IRRD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"
#include "site/irr-server.h"

/*
 * A connection to a server that speaks IRRd's whois protocol: a query is a
 * line that begins with "!", and answers come in the order of the queries.
 */
struct irrd {
	int fd; /* -1: none */
	const struct site_irr *irr;
	long long until; /* the deadline of everything */
	size_t left;	 /* bytes that may still come */
	struct buf in;	 /* received; AT bytes of it are read */
	size_t at;
	bool passing; /* it failed, but another try may not */
};

/* The first letter of an answer. */
enum irrd_code {
	IRRD_DATA = 'A',
	IRRD_EMPTY = 'C',   /* done, or known without any data */
	IRRD_UNKNOWN = 'D', /* no such object */
	IRRD_SEVERAL = 'E', /* several objects of one name */
	IRRD_ERROR = 'F',
};

struct irrd_answer {
	char code;	   /* enum irrd_code */
	struct slice text; /* the data, or the words of an error */
};

/* Takes answer I to QUERY.  Both are valid until it returns.  False, with WHY
 * set, ends the conversation. */
typedef bool irrd_taker(void *ctx, size_t i, struct slice query,
    const struct irrd_answer *answer, struct why *why);

/*
 * Connects until UNTIL at the latest, and asks the server to keep the
 * connection.  False with WHY; call irrd_close() in any case.
 */
bool irrd_open(struct irrd *c, const struct site_irr *irr, long long until,
    struct why *why);
/*
 * Sends QUERIES, lines without blanks, as fast as the server takes them, and
 * calls TAKE for each answer.  False with WHY if the server fails, or answers
 * more than was asked.
 */
bool irrd_ask(struct irrd *c, const struct buf *queries, irrd_taker *take,
    void *ctx, struct why *why);
/* Says goodbye.  False with WHY if more answers come than questions were
 * asked: then no answer belongs to its question. */
bool irrd_quit(struct irrd *c, struct why *why);
void irrd_close(struct irrd *c);

/* Takes the next word of *REST, separated by blanks.  False at the end. */
bool irrd_word(struct slice *rest, struct slice *word);

#endif
