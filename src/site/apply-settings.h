#ifndef BIRDFEED_APPLY_SETTINGS_H
#define BIRDFEED_APPLY_SETTINGS_H

#include <stdint.h>

#include "site/schema.h"

enum { APPLY_STATE_DIR, APPLY_MAX_REMOVALS, APPLY_CONFIRM, APPLY_KEYS };
struct site_apply {
	char *state_dir;
	uint32_t max_removals; /* percent */
	uint32_t confirm;      /* seconds; 0: do not wait */
	unsigned line[APPLY_KEYS];
};

extern const struct schema apply_schema;

#endif
