// c_names.cpp -- see c_names.h.
#include "codegen/c_names.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace surety::codegen {

namespace {

/// C11 and C23.
constexpr std::string_view keywords_of_c =
    R"(_Alignas _Alignof _Atomic _BitInt _Bool _Complex _Decimal128 _Decimal32 _Decimal64 _Generic _Imaginary _Noreturn
_Static_assert _Thread_local alignas alignof auto bool break case char const constexpr continue default do double else
enum extern false float for goto if inline int long nullptr register restrict return short signed sizeof static
static_assert struct switch thread_local true typedef typeof typeof_unqual union unsigned void volatile while)";

/// What C++20 has beyond, its other spellings of operators among them.
constexpr std::string_view keywords_of_cpp =
    R"(and and_eq asm bitand bitor catch char16_t char32_t char8_t class co_await co_return co_yield compl concept const_cast
consteval constinit decltype delete dynamic_cast explicit export friend mutable namespace new noexcept not not_eq
operator or or_eq private protected public reinterpret_cast requires static_cast template this throw try typeid
typename using virtual wchar_t xor xor_eq)";

/// What the GNU dialects have beyond, and what every compiler defines.
constexpr std::string_view words_of_gnu =
    R"(__asm __asm__ __cplusplus __DATE__ __extension__ __FILE__ __func__ __inline __int128 __LINE__ __linux__ __TIME__
__typeof __typeof__ __unix__ i386 linux unix)";

/// Types that stand in structures of the C header: C++ takes no member of that name beside them.
constexpr std::string_view types_of_the_header = R"(int32_t int64_t surety_cell uint32_t uint8_t)";

/// Macros of the two headers that the C header includes (gcc 12, glibc 2.36).
constexpr std::string_view macros_of_c =
    R"(assert INT16_C INT16_MAX INT16_MIN INT16_WIDTH INT32_C INT32_MAX INT32_MIN INT32_WIDTH INT64_C INT64_MAX INT64_MIN
INT64_WIDTH INT8_C INT8_MAX INT8_MIN INT8_WIDTH INT_FAST16_MAX INT_FAST16_MIN INT_FAST16_WIDTH INT_FAST32_MAX
INT_FAST32_MIN INT_FAST32_WIDTH INT_FAST64_MAX INT_FAST64_MIN INT_FAST64_WIDTH INT_FAST8_MAX INT_FAST8_MIN
INT_FAST8_WIDTH INT_LEAST16_MAX INT_LEAST16_MIN INT_LEAST16_WIDTH INT_LEAST32_MAX INT_LEAST32_MIN INT_LEAST32_WIDTH
INT_LEAST64_MAX INT_LEAST64_MIN INT_LEAST64_WIDTH INT_LEAST8_MAX INT_LEAST8_MIN INT_LEAST8_WIDTH INTMAX_C INTMAX_MAX
INTMAX_MIN INTMAX_WIDTH INTPTR_MAX INTPTR_MIN INTPTR_WIDTH PTRDIFF_MAX PTRDIFF_MIN PTRDIFF_WIDTH SIG_ATOMIC_MAX
SIG_ATOMIC_MIN SIG_ATOMIC_WIDTH SIZE_MAX SIZE_WIDTH UINT16_C UINT16_MAX UINT16_WIDTH UINT32_C UINT32_MAX UINT32_WIDTH
UINT64_C UINT64_MAX UINT64_WIDTH UINT8_C UINT8_MAX UINT8_WIDTH UINT_FAST16_MAX UINT_FAST16_WIDTH UINT_FAST32_MAX
UINT_FAST32_WIDTH UINT_FAST64_MAX UINT_FAST64_WIDTH UINT_FAST8_MAX UINT_FAST8_WIDTH UINT_LEAST16_MAX
UINT_LEAST16_WIDTH UINT_LEAST32_MAX UINT_LEAST32_WIDTH UINT_LEAST64_MAX UINT_LEAST64_WIDTH UINT_LEAST8_MAX
UINT_LEAST8_WIDTH UINTMAX_C UINTMAX_MAX UINTMAX_WIDTH UINTPTR_MAX UINTPTR_WIDTH WCHAR_MAX WCHAR_MIN WCHAR_WIDTH
WINT_MAX WINT_MIN WINT_WIDTH)";

/// Macros that the headers of the C++ header bring along (gcc 12 and clang 19 with libstdc++ 12).
constexpr std::string_view macros_of_cpp =
    R"(alloca assert_perror be16toh be32toh be64toh BIG_ENDIAN BUFSIZ BYTE_ORDER E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV
EAFNOSUPPORT EAGAIN EALREADY EBADE EBADF EBADFD EBADMSG EBADR EBADRQC EBADSLT EBFONT EBUSY ECANCELED ECHILD ECHRNG
ECOMM ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDEADLOCK EDESTADDRREQ EDOM EDOTDOT EDQUOT EEXIST EFAULT EFBIG
EHOSTDOWN EHOSTUNREACH EHWPOISON EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR EISNAM EKEYEXPIRED
EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC ELIBMAX ELIBSCN ELNRNG ELOOP
EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET ENETUNREACH ENFILE ENOANO ENOBUFS
ENOCSI ENODATA ENODEV ENOENT ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMEM ENOMSG ENONET ENOPKG ENOPROTOOPT ENOSPC
ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTRECOVERABLE ENOTSOCK ENOTSUP ENOTTY ENOTUNIQ ENXIO
EOF EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EREMCHG EREMOTE
EREMOTEIO ERESTART ERFKILL EROFS errno ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE ESTRPIPE ETIME ETIMEDOUT
ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL EXIT_FAILURE EXIT_SUCCESS FD_CLR FD_ISSET FD_SET
FD_SETSIZE FD_ZERO FILENAME_MAX FOPEN_MAX htobe16 htobe32 htobe64 htole16 htole32 htole64 L_ctermid L_cuserid L_tmpnam
LC_ADDRESS LC_ADDRESS_MASK LC_ALL LC_ALL_MASK LC_COLLATE LC_COLLATE_MASK LC_CTYPE LC_CTYPE_MASK LC_GLOBAL_LOCALE
LC_IDENTIFICATION LC_IDENTIFICATION_MASK LC_MEASUREMENT LC_MEASUREMENT_MASK LC_MESSAGES LC_MESSAGES_MASK LC_MONETARY
LC_MONETARY_MASK LC_NAME LC_NAME_MASK LC_NUMERIC LC_NUMERIC_MASK LC_PAPER LC_PAPER_MASK LC_TELEPHONE LC_TELEPHONE_MASK
LC_TIME LC_TIME_MASK le16toh le32toh le64toh LITTLE_ENDIAN MB_CUR_MAX NFDBITS NULL offsetof P_tmpdir PDP_ENDIAN
RAND_MAX RENAME_EXCHANGE RENAME_NOREPLACE RENAME_WHITEOUT SEEK_CUR SEEK_DATA SEEK_END SEEK_HOLE SEEK_SET stderr stdin
stdout TMP_MAX WCONTINUED WEOF WEXITED WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WNOHANG WNOWAIT
WSTOPPED WSTOPSIG WTERMSIG WUNTRACED)";

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words;
  for (const std::string_view text :
       {keywords_of_c, keywords_of_cpp, words_of_gnu, types_of_the_header, macros_of_c, macros_of_cpp})
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  std::ranges::sort(words);
  return words;
}

}  // namespace

std::string c_name(const std::string& name) {
  static const std::vector<std::string_view> words = all_words();
  const std::string result = c_identifier(name);
  return std::ranges::binary_search(words, std::string_view(result)) ? result + "_" : result;
}

Layout c_layout(const core::Contract& contract) { return make_layout(contract, c_name); }

}  // namespace surety::codegen
