/* The site file's apply: the place of its state, and its limits. */
#include "site/apply-settings.h"

#include <stddef.h>

#define AT(structure, member) offsetof(struct structure, member)

static const struct key apply_keys[] = {
	[APPLY_STATE_DIR] = { "state-dir", VALUE_PATH,
	    AT(site_apply, state_dir), "/var/lib/birdfeed" },
	[APPLY_MAX_REMOVALS] = { "max-removals", VALUE_PERCENT,
	    AT(site_apply, max_removals), "20%" },
	[APPLY_CONFIRM] = { "confirm", VALUE_NUMBER, AT(site_apply, confirm),
	    "60", 0, 3600 },
};
const struct schema apply_schema = { "apply", apply_keys, APPLY_KEYS,
	AT(site_apply, line) };
