#ifndef PEER_STATUS_FORMAT_H
#define PEER_STATUS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "peer-status/history.h"
#include "peer-status/status.h"

/* What a format needs besides the status. */
struct page {
	const char *title;
	const struct history *history;	/* may be NULL */
};

/* A way to print a status; false when memory ran out (errors of F are its). */
struct format {
	const char *name;
	bool (*print)(FILE *f, const struct status *s,
	    const struct page *page);
	bool accepted;			/* it lists such routes */
	bool rejected;
};

const struct format *format_find(const char *name);

/* One file each. */
bool table_print(FILE *f, const struct status *s, const struct page *page);
bool json_print(FILE *f, const struct status *s, const struct page *page);
bool prometheus_print(FILE *f, const struct status *s,
    const struct page *page);
bool html_print(FILE *f, const struct status *s, const struct page *page);

#endif
