#ifndef APPLY_PROTOCOL_SETTINGS_H
#define APPLY_PROTOCOL_SETTINGS_H

#include "apply/bird-text.h"
#include "apply/name-list.h"

/*
 * The settings of a protocol whose change makes BIRD restart it, each as the
 * text says it ("hold time 240", "ipv4 extended next hop"), those of its
 * template included, sorted.  What its type ignores when it is reconfigured,
 * and what says nothing (a switch that is off), is left out; and for BGP the
 * addresses and ASNs, which BIRD itself tells.  A password is only its name.
 */
void protocol_settings(struct name_list *settings, const struct bird_text *t,
    const struct bird_block *protocol);

/*
 * Adds to DIFFERENT what is in A or in B alone: "ipv4 import table" when it
 * comes, "without ipv4 import table" when it goes.
 */
void protocol_settings_differ(struct name_list *different,
    const struct name_list *a, const struct name_list *b);

#endif
