#ifndef STREAM_ORIGIN_VALIDATION_H
#define STREAM_ORIGIN_VALIDATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/vrp.h"

/* The state of an announcement by the ROAs (RFC 6811); there are two invalid
 * states. */
enum origin_state {
	ORIGIN_VALID,
	ORIGIN_INVALID_ORIGIN, /* ROAs cover it, all for other ASes */
	ORIGIN_INVALID_LENGTH, /* a ROA is for this AS, but the prefix is
				 * longer than its maximum length */
	ORIGIN_NOT_FOUND,      /* no ROA covers it */
};

struct origin_verdict {
	enum origin_state state;
	const struct vrp *vrp; /* that decided; NULL: not found */
	bool others;	       /* invalid by ROAs for several other ASes */
};

/*
 * Decides whether ASN may announce PREFIX.  VRPS has N elements in the order
 * of vrp_cmp(); the verdict points into it.  A ROA for AS0 makes no
 * announcement valid (RFC 7607).
 */
struct origin_verdict origin_validate(const struct vrp *vrps, size_t n,
    const struct prefix *prefix, uint32_t asn);

/* "valid", "invalid-origin", "invalid-length" or "not-found". */
const char *origin_state_name(enum origin_state state);

/* The verdict in words: "valid", "invalid: the ROA 192.0.2.0/24 is for
 * AS64500", ... */
#define ORIGIN_TEXT (PREFIX_TEXT + 80)
const char *origin_print(char text[static ORIGIN_TEXT],
    const struct origin_verdict *verdict);

#endif
