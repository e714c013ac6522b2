#ifndef REQUEST_VERIFY_VERIFY_H
#define REQUEST_VERIFY_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "request-verify/pgp-ring.h"
#include "site/site.h"

/* What a signed text is judged by. */
struct verify {
	const struct site *site;
	const char *records; /* the registry's, a file */
	struct pgp_folders folders;
	int64_t now; /* seconds since 1970 */
	struct diag *diag;
};

/*
 * Judges the signed text DATA, whose bytes change.  True: its petition record
 * was appended to LINE.  Otherwise the verdict says why; when that is no
 * refusal, and its reason is empty, it has been reported.
 */
bool verify_text(const struct verify *v, struct buf *data, struct buf *line,
    struct verdict *verdict);

#endif
