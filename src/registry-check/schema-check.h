#ifndef REGISTRY_CHECK_SCHEMA_CHECK_H
#define REGISTRY_CHECK_SCHEMA_CHECK_H

#include <stdbool.h>

#include "registry-check/class-schema.h"
#include "registry-check/finding.h"
#include "rpsl/stored-object.h"

/*
 * Checks every object in LIST against its schema and the other objects.  False
 * if the schemas cannot be read from LIST, which has been reported.
 */
bool schema_check(const struct stored_list *list, struct findings *to,
    struct diag *diag);

#endif
