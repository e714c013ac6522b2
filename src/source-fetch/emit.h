#ifndef SOURCE_FETCH_EMIT_H
#define SOURCE_FETCH_EMIT_H

#include <stddef.h>
#include <stdio.h>

#include "source-fetch/fetch.h"

/* A source record (birdfeed-records(5)) of what F fetched: the only code
 * that writes one. */
void emit_record(FILE *f, const struct fetch *fetch);
/* Its body as it came. */
void emit_raw(FILE *f, const struct fetch *fetch);

#endif
