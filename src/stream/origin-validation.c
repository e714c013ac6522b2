/* Origin validation: the state of an announcement by the ROAs (RFC 6811). */
#include "stream/origin-validation.h"

#include <inttypes.h>

#include "base/print.h"
#include "base/sort.h"

/* Adds another ROA that covers the announcement.  ROAs with a longer prefix
 * come later; among the invalid ones, they give the most exact reason.  One for
 * AS0 is the reason only if there is no other. */
static void
verdict_add(struct origin_verdict *verdict, const struct vrp *vrp,
    const struct prefix *prefix, uint32_t asn)
{
	if (vrp->asn == asn && asn != 0)
		*verdict = (struct origin_verdict){ prefix->len <= vrp->max ?
			    ORIGIN_VALID :
			    ORIGIN_INVALID_LENGTH,
			vrp, false };
	else if (verdict->state != ORIGIN_INVALID_LENGTH &&
	    (vrp->asn != 0 || verdict->vrp == NULL))
		*verdict = (struct origin_verdict){ ORIGIN_INVALID_ORIGIN, vrp,
			verdict->vrp != NULL && verdict->vrp->asn != 0 };
}

struct origin_verdict
origin_validate(const struct vrp *vrps, size_t n, const struct prefix *prefix,
    uint32_t asn)
{
	struct origin_verdict verdict = { ORIGIN_NOT_FOUND, NULL };

	for (unsigned len = 0; len <= prefix->len; len++) {
		struct prefix around = prefix_of(&prefix->addr, len);

		for (size_t i = sort_lower(vrps, n, sizeof *vrps, &around,
			 sort_by_prefix);
		     i < n && prefix_cmp(&vrps[i].prefix, &around) == 0; i++) {
			verdict_add(&verdict, &vrps[i], prefix, asn);
			if (verdict.state == ORIGIN_VALID)
				return verdict;
		}
	}
	return verdict;
}

const char *
origin_state_name(enum origin_state state)
{
	static const char *const names[] = {
		[ORIGIN_VALID] = "valid",
		[ORIGIN_INVALID_ORIGIN] = "invalid-origin",
		[ORIGIN_INVALID_LENGTH] = "invalid-length",
		[ORIGIN_NOT_FOUND] = "not-found",
	};

	return names[state];
}

const char *
origin_print(char text[static ORIGIN_TEXT],
    const struct origin_verdict *verdict)
{
	char prefix[PREFIX_TEXT] = "";

	if (verdict->vrp != NULL)
		prefix_print(prefix, &verdict->vrp->prefix);
	switch (verdict->state) {
	case ORIGIN_VALID:
		print_text(text, ORIGIN_TEXT, "valid");
		break;
	case ORIGIN_INVALID_ORIGIN:
		print_text(text, ORIGIN_TEXT,
		    "invalid: the ROA %s is for AS%" PRIu32 "%s", prefix,
		    verdict->vrp->asn,
		    verdict->vrp->asn == 0 ? ", so nobody may announce it" :
			verdict->others	   ? ", and others are not for this AS"
					     " either" :
					     "");
		break;
	case ORIGIN_INVALID_LENGTH:
		print_text(text, ORIGIN_TEXT,
		    "invalid: the ROA %s permits "
		    "it up to /%u",
		    prefix, (unsigned)verdict->vrp->max);
		break;
	case ORIGIN_NOT_FOUND:
		print_text(text, ORIGIN_TEXT, "not found: no ROA covers it");
		break;
	}
	return text;
}
