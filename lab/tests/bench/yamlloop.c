/*
 * The yardstick for a pack: all events of all files, and nothing done with
 * them.
 */
#include <stdio.h>
#include <yaml.h>

static unsigned long count_events(FILE *file)
{
	unsigned long events = 0;
	yaml_parser_t parser;
	yaml_event_t event;
	int more = 1;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, file);
	while (more && yaml_parser_parse(&parser, &event)) {
		more = event.type != YAML_STREAM_END_EVENT;
		events++;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return more ? 0 : events;
}

int main(int argc, char **argv)
{
	unsigned long events = 0;

	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		unsigned long more = file ? count_events(file) : 0;

		if (file)
			fclose(file);
		if (!more) {
			fprintf(stderr, "could not parse '%s'\n", argv[i]);
			return 1;
		}
		events += more;
	}
	printf("%lu\n", events);
	return 0;
}
