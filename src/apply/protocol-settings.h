#ifndef APPLY_PROTOCOL_SETTINGS_H
#define APPLY_PROTOCOL_SETTINGS_H

#include "apply/bird-text.h"
#include "apply/name-list.h"

/*
 * The settings of a protocol that make BIRD restart it when they change, as in
 * the text ("hold time 240", "ipv4 extended next hop"), with those of its
 * template, sorted.  Left out are statements that a reconfiguration applies
 * without a restart, switches that are off and, for BGP, the addresses and
 * ASNs, which BIRD itself reports.  A password appears only by its name.
 */
void protocol_settings(struct name_list *settings, const struct bird_text *t,
    const struct bird_block *protocol);

/*
 * Adds to DIFFERENT the settings that only A or only B has: "ipv4 import
 * table" if B adds it, "without ipv4 import table" if B drops it.
 */
void protocol_settings_differ(struct name_list *different,
    const struct name_list *a, const struct name_list *b);

#endif
