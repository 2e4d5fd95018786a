// SPDX-License-Identifier: GPL-2.0-or-later
/* dax-hold FILE: has it mapped, not open, says so, and waits to be ended. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int fd = argc == 2 ? open(argv[1], O_RDWR) : -1;
	void *at = fd < 0 ? MAP_FAILED :
			    mmap(NULL, 2 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (at == MAP_FAILED) {
		perror("dax-hold");
		return 1;
	}
	close(fd);
	puts("mapped");
	fflush(stdout);
	for (;;)
		pause();
}
