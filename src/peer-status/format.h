#ifndef PEER_STATUS_FORMAT_H
#define PEER_STATUS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "peer-status/attendance.h"
#include "peer-status/history.h"
#include "peer-status/status.h"

/* The input of a format besides the status. */
struct page {
	const char *title;
	uint64_t every;		       /* seconds until the next; 0: unknown */
	const struct history *history; /* may be NULL */
	const struct attendance *attendance;
};

/* An output format.  print() returns false if memory ran out; the caller
 * checks F for errors. */
struct format {
	const char *name;
	bool (*print)(FILE *f, const struct status *s, const struct page *page);
	bool accepted; /* it lists accepted routes */
	bool rejected;
};

/* Returns the format NAME, or NULL if there is none. */
const struct format *format_find(const char *name);

/* Each is in a file of its own. */
bool table_print(FILE *f, const struct status *s, const struct page *page);
bool json_print(FILE *f, const struct status *s, const struct page *page);
bool prometheus_print(FILE *f, const struct status *s, const struct page *page);
bool html_print(FILE *f, const struct status *s, const struct page *page);

#endif
