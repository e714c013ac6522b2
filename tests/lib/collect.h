#ifndef BIRDFEED_TEST_COLLECT_H
#define BIRDFEED_TEST_COLLECT_H

/* What <cmocka.h> wants before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"

/* Diagnostics that are kept, to be compared: each line with its newline. */
struct collect {
	struct diag diag; /* hand this to the code under test */
	struct buf text;
};

void collect_open(struct collect *c);
void collect_close(struct collect *c);
/* Exactly these lines were said since the last call; then forgets them. */
void collect_said(struct collect *c, const char *lines);

#endif
