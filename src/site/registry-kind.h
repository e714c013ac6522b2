#ifndef BIRDFEED_REGISTRY_KIND_H
#define BIRDFEED_REGISTRY_KIND_H

#include "site/schema.h"

enum registry_kind { REGISTRY_DN42, REGISTRY_NONE };
enum { REGISTRY_KIND, REGISTRY_WARN_AGE, REGISTRY_MAX_AGE, REGISTRY_KEYS };
struct site_registry {
	unsigned kind;	   /* enum registry_kind */
	uint32_t warn_age; /* seconds since its newest commit */
	uint32_t max_age;
	unsigned line[REGISTRY_KEYS];
};

extern const struct schema registry_schema;

#endif
