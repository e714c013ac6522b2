#ifndef PEER_SHELL_VERB_READ_H
#define PEER_SHELL_VERB_READ_H

#include "peer-shell/shell.h"
#include "store/peer-request.h"

/* Verbs that change nothing; they return the exit status. */
int verb_intro(struct shell *s, char **word, size_t n);
int verb_peer_list(struct shell *s, char **word, size_t n);
int verb_peer_config(struct shell *s, char **word, size_t n);
int verb_peer_status(struct shell *s, char **word, size_t n);

/* The parts of peer_config. */
enum config_part { CONFIG_WIREGUARD = 1, CONFIG_BIRD = 2, CONFIG_PSK = 4 };
/* What they say of one request; PARTS: those of enum config_part. */
int peer_config_say(struct shell *s, const struct request *r, unsigned parts);
int peer_status_say(struct shell *s, const struct request *r);

#endif
