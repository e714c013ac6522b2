# The two streams, and the classes of records that birdfeed makes.
noinst_LIBRARIES += libstream.a
libstream_a_SOURCES = \
	src/stream/activity.c src/stream/activity.h \
	src/stream/copy-name.c src/stream/copy-name.h \
	src/stream/field.c src/stream/field.h \
	src/stream/fragin.c src/stream/fragin.h \
	src/stream/fragments.c src/stream/fragments.h \
	src/stream/fragout.c src/stream/fragout.h \
	src/stream/irr-object.c src/stream/irr-object.h \
	src/stream/latency.c src/stream/latency.h \
	src/stream/leave.c src/stream/leave.h \
	src/stream/net.c src/stream/net.h \
	src/stream/origin-validation.c src/stream/origin-validation.h \
	src/stream/own-objects.c src/stream/own-objects.h \
	src/stream/participant.c src/stream/participant.h \
	src/stream/petition.c src/stream/petition.h \
	src/stream/prefix-rule.c src/stream/prefix-rule.h \
	src/stream/record.c src/stream/record.h \
	src/stream/recordin.c src/stream/recordin.h \
	src/stream/records.c src/stream/records.h \
	src/stream/refusal.c src/stream/refusal.h \
	src/stream/revision.c src/stream/revision.h \
	src/stream/source-record.c src/stream/source-record.h \
	src/stream/vrp.c src/stream/vrp.h
