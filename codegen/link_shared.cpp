// link_shared.cpp -- see link_shared.h.
#include "codegen/link_shared.h"

#include "codegen/lld.h"

namespace surety::codegen {

std::vector<char> link_shared(const std::vector<char>& object, const std::string& name) {
  const TemporaryDirectory directory;
  const std::string input = directory.file("contract.o");
  const std::string output = directory.file("contract.so");
  write_file(input, object);
  const std::string soname = "--soname=" + name;
  // Everything is bound and made read-only when it is loaded; an undefined symbol is a bug of ours and is refused here.
  run_lld(Linker::elf, {"ld.lld", "--shared", "--no-undefined", "-z", "now", "-z", "relro", "-z", "noexecstack",
                        "--hash-style=gnu", "--build-id=none", soname.c_str(), input.c_str(), "-o", output.c_str()});
  return read_file(output);
}

}  // namespace surety::codegen
