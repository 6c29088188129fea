// The closed lists of the narrative grammar: one string of words for each kind, spread at compile time into a
// hash table with open addressing, so that a word costs one probe. Words are folded, hashed and compared eight
// characters at a time. A word may stand in several rows: the first row gives its kind, all rows add what it says. Words of the trade come
// from the descriptions of the L-codes and from the abbreviation list of the DME MACs (S61).
#include "grammars/narrative_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "grammars/narrative.hpp"

namespace orthoscrub::grammars::words {
namespace {

struct group {
    kind what;
    narrative_word says;
    std::uint8_t regions;
    std::string_view list;
};

constexpr std::uint8_t arm = static_cast<std::uint8_t>(body_region::upper_limb);
constexpr std::uint8_t leg = static_cast<std::uint8_t>(body_region::lower_limb);
constexpr std::uint8_t spine = static_cast<std::uint8_t>(body_region::spine);
using enum narrative_word;

// clang-format off
constexpr group groups[] = {
    {kind::maker_mark, {}, 0, "MFG MFR MANUF MANUFACTURER MNFR MFGR MFD MAKER"},
    {kind::by, {}, 0, "BY"},
    {kind::product_mark, {}, 0, "PRODUCT PROD BRAND"},
    {kind::model_mark, {}, 0,
     "MDL MODEL PN P/N PART PART# ITEM# SKU REF CAT CAT# CATALOG STYLE STYLE# MODEL# MDL# REF# PN#"},
    {kind::number_mark, {}, 0, "NUM NUMBER NBR"},
    {kind::name_mark, {}, 0, "NAME NAMED"},
    {kind::price_mark, {}, 0, "PL MSRP SRP RETAIL RETAILS"},
    {kind::price_word, {}, 0, "PRICE LIST PRICED"},
    {kind::cost_mark, {}, 0, "COST ACQ ACQUISITION CHARGE CHARGED"},
    {kind::size_mark, {}, 0, "SZ SIZE SIZED"},
    {kind::size, {}, 0,
     "M S XS SM MED LG LRG XL XXL XXXL 2XL 3XL 4XL 2X 3X SMALL MEDIUM LARGE XLARGE XSMALL UNIV UNIVERSAL "
     "OSFA OSFM REG REGULAR PED PEDS PEDIATRIC YOUTH ADULT JUNIOR"},
    {kind::right, {}, 0, "RT RIGHT RGT"},
    {kind::left, {}, 0, "LT LEFT LFT"},
    {kind::both, {}, 0,
     "BILAT BILATERAL BILATERALLY BIL B/L RT/LT LT/RT R/L L/R RIGHT/LEFT LEFT/RIGHT BOTH PAIR PR"},
    {kind::right, {}, arm, "RUE"},
    {kind::left, {}, arm, "LUE"},
    {kind::right, {}, leg, "RLE"},
    {kind::left, {}, leg, "LLE"},
    {kind::both, {}, arm, "BUE"},
    {kind::both, {}, leg, "BLE"},
    {kind::letter_r, {}, 0, "R"},
    {kind::letter_l, {}, 0, "L"},
    {kind::person_mark, {}, 0, "PT PATIENT PTS MD DPM MOTHER FATHER SPOUSE WIFE HUSBAND SON DAUGHTER"},
    {kind::title, {}, 0, "DR MR MRS MS MISS DOCTOR"},
    {kind::identity_mark, {}, 0,
     "SN S/N SERIAL LOT MRN MBI DOB ID ACCT ACCOUNT POLICY PHONE PH TEL FAX CALL NPI DX ICD ICD10 INVOICE "
     "INV UTN PO TRACKING UPS FEDEX USPS HT AGE CLAIM TICKET ZIP"},
    {kind::surgery_mark, postoperative, 0, "POSTOP POSTOPERATIVE POSTSURGICAL"},
    {kind::surgery_mark, {}, 0, "SX SURGERY SURG OPERATION PREOP"},
    {kind::date_word, {}, 0, "DATE DATED"},
    {kind::post, {}, 0, "POST S/P"},
    {kind::op, {}, 0, "OP"},
    {kind::after, {}, 0, "AFTER FOLLOWING"},
    {kind::no, {}, 0, "NO NOT NON WITHOUT W/O NEVER"},
    {kind::for_word, {}, 0,
     "FOR TO WITH W/ EQ EQUAL EQUIV RELATED SIMILAR COMPARABLE LIKE ADDITION ADDON BASE"},
    {kind::repair, repair, 0, "REPAIR REPAIRED REPAIRS REPAIRING FIX FIXED"},
    {kind::repair, replacement, 0, "REPL REPLACE REPLACED REPLACES REPLACEMENT REPLACING RPLC RPL"},
    {kind::repair, patient_owned, 0, "OWN OWNED OWNS"},
    {kind::repair, {}, 0, "ON"},
    {kind::preposition, {}, 0,
     "AT IN FROM PER INTO VIA UNTIL SINCE WHILE OUT DOWN D/T DUE BECAUSE THRU R/O C/O"},
    {kind::conjunction, {}, 0, "AND OR A AN OF"},
    {kind::hcpcs_word, {}, 0, "HCPCS CODE CODES LCODE"},
    {kind::considered, {}, 0, "CONSIDERED REVIEWED REJECTED"},
    {kind::fits, {}, 0, "MEETS MATCHES DESCRIBES EXISTS AVAILABLE APPLIES"},
    {kind::custom, {}, 0, "CUSTOM CUST CUSTOMIZED CUSTOMISED CUSTOMIZATION"},
    {kind::describing, custom_made, 0,
     "CAD/CAM CAD CADCAM CAM CASTED MTM BESPOKE CUSTFAB CUSTOMFAB CUSTOMMADE CUSTOMMOLDED"},
    {kind::fitting, {}, 0, "FIT FITS FITTED FITTING TRIM TRIMMED TRIMS TRIMLINE TRIMLINES ADJUSTED"},
    {kind::cast, {}, 0, "CAST"},
    {kind::made, {}, 0, "MADE FABRICATED FAB FABBED"},
    {kind::measure_word, {}, 0, "MEASURE MEASUREMENT MEASUREMENTS"},
    {kind::molded, {}, 0, "MOLDED MOULDED MOLD"},
    {kind::three_d, {}, 0, "3D"},
    {kind::printed, {}, 0, "PRINTED PRINT SCAN SCANNED"},
    {kind::new_word, {}, 0, "NEW"},
    {kind::used_word, {}, 0, "USED"},
    {kind::describing, used_item, 0, "REFURBISHED REFURB PREOWNED RECONDITIONED SECONDHAND"},
    {kind::loss, lost_or_damaged, 0,
     "LOST STOLEN DAMAGED DAMAGE BROKEN BROKE BBR DESTROYED CRACKED SNAPPED THEFT DMG DMGD MISSING CHEWED "
     "BURNED BURNT"},
    {kind::useful_life, {}, 0, "RUL"},
    {kind::met, {}, 0, "MET EXPIRED REACHED EXCEEDED"},
    {kind::off, {}, 0, "OFF"},
    {kind::shelf, {}, 0, "SHELF"},
    {kind::the, {}, 0, "THE"},
    {kind::weight, {}, 0, "WT WEIGHT WGT"},
    {kind::generic, {}, 0,
     "MISC MISCELLANEOUS BRACE BRACES ORTHOSIS ORTHOSES ORTHOTIC DEVICE ITEM ITEMS SUPPLY SUPPLIES "
     "PRODUCTS SEE ATTACHED ATTACHMENT ATTACH ATTCHD AS UNLISTED NOC NOS NOTE NOTES CHART RECORD RECORDS "
     "DOCUMENTATION DOCS RX SCRIPT PRESCRIPTION NEEDED REQUIRED SPECIFIED UNSPECIFIED CLASSIFIED OTHERWISE "
     "DESCRIPTION ABOVE BELOW THIS IS EQUIPMENT DME DMEPOS MEDICALLY NECESSARY APPLIANCE PHYSICIAN OTHER "
     "VARIOUS N/A NA NONE TBD"},
    {kind::ordered, {}, 0, "ORDERED ORDER PRESCRIBED DIRECTED REQUESTED SIGNED SEEN REFERRED"},
    {kind::series, {}, 0, "PRO PLUS II III IV LITE MAX ELITE XT XP ULTRA EVO GT"},
    {kind::company, {}, 0,
     "BRACING INC LLC LTD CORP CORPORATION COMPANY ORTHO ORTHOTICS ORTHOPEDIC ORTHOPEDICS ORTHOPAEDICS "
     "MEDICAL LABS LABORATORIES TECHNOLOGIES INTL INTERNATIONAL PROSTHETICS GROUP"},
    {kind::company_tail, {}, 0, "CO"},
    {kind::material_lead, {}, 0, "LOW HIGH TEMP TEMPERATURE STAINLESS"},
    {kind::material, {}, 0,
     "CARBON COPOLYMER COPOLY POLYPROPYLENE POLYPRO POLYETHYLENE POLYURETHANE POLYCARBONATE PLASTIC "
     "THERMOPLASTIC NEOPRENE LEATHER TITANIUM KYDEX PLASTAZOTE ALUMINUM STEEL SILICONE FOAM GEL EVA CORK "
     "NYLON ELASTIC CANVAS COTTON LYCRA SPANDEX FELT SHEEPSKIN FLEECE SURLYN AQUAPLAST ORTHOPLAST PELITE "
     "ALIPLAST KEVLAR FIBERGLASS GRAPHITE RUBBER PLASTER SILVER METAL LATEX VINYL ACRYLIC RESIN LAMINATE "
     "LAMINATED COMPOSITE PREPREG POLYMER PETG PP PE DACRON PORON SPENCO VELCRO"},
    {kind::material_tail, {}, 0, "FIBER FIBRE FIBERS"},
    {kind::device, {}, arm,
     "ELBOW ELBOWS WRIST WRISTS HAND HANDS FINGER FINGERS THUMB THUMBS SHOULDER SHOULDERS FOREARM HUMERAL "
     "HUMERUS ARM ARMS ULNA ULNAR RADIAL RADIUS CARPAL METACARPAL PALMAR DIGIT MCP PIP DIP CMC WHFO WHO "
     "HFO HO EO EWHO EWHFO SEWHO SEWHFO SEO COCKUP CLAVICLE CLAVICULAR AXILLA AXILLARY ROTATORCUFF "
     "SUPINATION PRONATION"},
    {kind::device, {}, leg,
     "KNEE KNEES ANKLE ANKLES FOOT FEET HIP HIPS AFO AFOS KAFO KAFOS HKAFO KO TOE TOES HEEL HEELS LEG LEGS "
     "THIGH CALF TIBIA TIBIAL FEMUR FEMORAL PATELLA PATELLAR SMO UCB UCBL SHOE SHOES BOOT INSOLE INSERT "
     "FOOTPLATE DORSI DORSIFLEXION PLANTARFLEXION PLANTAR METATARSAL ACL PCL MCL LCL RGO GAIT GENU"},
    {kind::device, {}, spine,
     "BACK LUMBAR TLSO LSO LO CTLSO CTO CERVICAL NECK SPINE SPINAL THORACIC SACROILIAC SACRAL SACRUM SIO "
     "TRUNK SCOLIOSIS HALO LUMBOSACRAL STERNAL RIB L/S T/L TORTICOLLIS SOMI ABDOMINAL VERTEBRAL TORSO"},
    {kind::device, prosthesis, 0,
     "PROSTHESIS PROSTHETIC PROSTHESES PROST STUMP AMPUTEE AMPUTATION SOCKET SHRINKER TRANSTIBIAL "
     "TRANSFEMORAL BKA"},
    {kind::device, hardware, 0, "SCREW SCREWS BOLT BOLTS NUT NUTS RIVET RIVETS WASHER WASHERS HARDWARE"},
    {kind::device, torsion, 0, "TORSION CONCENTRIC"},
    {kind::device, {}, 0,
     "SPLINT SPLINTS COLLAR STRAP STRAPS PAD PADS LINER LINERS JOINT JOINTS HINGE HINGES PANEL PANELS "
     "SHELL SLEEVE BELT CABLE CUFF CUFFS LACER GAUNTLET CORSET STIRRUP STIRRUPS UPRIGHT UPRIGHTS BAR BARS "
     "STRUT PLATE CUP SPICA RING HARNESS VEST JACKET FRAME LOCK LOCKS RETAINER UNLOADER STABILIZER "
     "IMMOBILIZER SLING BOLSTER INTERFACE CLOSURE CLOSURES CALIPER OUTRIGGER GIRDLE TURNBUCKLE WEDGE LIFT "
     "BUTTRESS SPRING LOOP SYSTEM ACCESSORY COMPONENT KIT PARTS EXTENSION EXT DEVICES SUSPENSION "
     "SUPERSTRUCTURE GLOVE SOCK STOCKING TONGUE CHIN FLANGE INSTEP DRING WAISTBELT APRON STAY STAYS "
     "PILLOW HELMET HOOK ROD TUBE SPACER SHIM BUCKLE CLIP SNAP ZIPPER POUCH TRAY BLOCK PUSHER FASTENER "
     "ADAPTER PUMP"},
    {kind::describing, off_the_shelf, 0, "OTS OFFTHESHELF PREFAB PREFABRICATED OTSHELF"},
    {kind::describing, prefabricated, 0, "PREFAB PREFABRICATED"},
    {kind::describing, shipped, 0, "SHIPPED SHIP SHIPS SHIPPING MAILED MAIL DROPSHIP DROPSHIPPED"},
    {kind::describing, labor, 0, "LABOR LABOUR"},
    {kind::describing, {}, 0,
     "ABN DISC DLD DOP DOS IC LE ORIG ROM DYNAMIC STATIC PROGRESSIVE ADJ ADJUSTABLE ADJUST ADJUSTMENT FLEX "
     "FLEXION EXTENDED ABD ABDUCTION ADDUCTION ROTATION ASSIST CONTROL CTRL STANCE SWING SWEDISH RIGID "
     "SEMIRIGID SOFT SOLID SPIRAL SUPPORT ARTICULATED ARTICULATING FREE STOP DROP DROPPED NIGHT NIGHTTIME "
     "DAY RESTING POSITION POSITIONING PRONE REST DOUBLE SINGLE DUAL ANT ANTERIOR POSTERIOR LATERAL MEDIAL "
     "UPPER LOWER PROXIMAL DISTAL INNER OUTER TOP BOTTOM SIDE SIDES ADD ADDED UPGRADE REMOVABLE WIDE "
     "NARROW EXTRA XTRA HEAVY DUTY BARIATRIC LIGHTWEIGHT ULTRALIGHT LTWT LIGHT STANDARD SPECIAL SURGICAL "
     "POLYCENTRIC MULTIAXIS OFFSET RATCHET DIAL LOCKING UNLOCKING REINFORCED PADDED LINED LINING COVERED "
     "COVER WRAP WRAPAROUND PULLON HINGED PIECE PC SHORT LONG FULL HALF PARTIAL LENGTH PROFILE CONTRACTURE "
     "DEFORMITY FRACTURE FX SPRAIN STRAIN TEAR RUPTURE TENDON LIGAMENT NERVE PALSY CVA STROKE OA RA "
     "ARTHRITIS DIABETIC ULCER WOUND BURN BURNS EDEMA PAIN WEAKNESS SPASTICITY INSTABILITY FUSION "
     "COMPRESSION RECONSTRUCTION TUNNEL SYNDROME INJURY TRAUMA FALL MVA ACCIDENT TRAINING PURPOSE HOME "
     "HOUSE FIRE CAR STAIRS REPORT RPT FILE LIMIT WORN WEAR NORMAL WORE LONGER USE USING NEEDS NEED REQ "
     "HAS HAD WAS WERE BE ARE IT ITS HE SHE HIS HER THEY WHEN THAN THAT MORE LESS ONLY ALSO MIN MINUTES HR "
     "HRS HOUR HOURS UNIT UNITS YR YRS YEAR YEARS MO MONTHS WK WEEKS RE TESTED BASED INTRINSIC OPPOSITION "
     "TENODESIS DEROTATION GROWTH COMBINATION CHANGE CHANGED CONDITION SIZING THERAPY OT ASSISTED WALKING "
     "AMBULATION AMBULATORY STANDING BRACED REDUCTION CORRECTION CORRECTIVE DISCONTINUED LICENSED UPDATED "
     "MODIFIED MODIFICATION MODIFICATIONS MOD TYPE DESIGN CONTOURED HYPEREXTENSION VARUS VALGUS EQUINUS "
     "CLUBFOOT CEREBRAL SPINA BIFIDA NEUROPATHY CHARCOT WALKER ACTIVE PASSIVE POWERED MICROPROCESSOR "
     "ELECTRONIC PNEUMATIC VACUUM AIR MAGNETIC SENSOR ONE TWO THREE FOUR EACH EA SET FRONT REAR WEAK "
     "POLICE INTERNAL EXTERNAL BAND REGION LIMB EXTREMITY UE BODY TOTAL CONTACT PEDI WRISTHAND OWNER "
     "INCLUDES INCL INCLUDING REMOVAL TRIAL FITTER ALREADY SLEEP MOTION RANGE CAP TRANSFER SHANK STIFF "
     "STIFFENED WALL ABDOMEN ABDUCT ABOUT ACTION ADDITIONAL ADDUCTUS AIRPLANE ALL ANOTHER ANY "
     "ARCH ARTIFICIAL ATTACHES AUTOMATIC BALL BANDS BEARING BENDING BETWEEN CABLES CASTING CHAMBER CHEST "
     "CHILD CHROME CLASP CLEVIS CNTRL COMPATIBLE CONGENITAL CONVERT CORONAL COUNTER COVERS CRUCIATE CRUTCH "
     "CUSHION DBL DEPRESSION DEPTH DISCONNECT DRIVEN DYN ELECTRIC ELEVATION EXISTING EXTEND EXTENDS "
     "EXTENSIONS EYELETS FIRM FLAT FLEXIBLE FLOATING FLOOR FORMED FORWARD GUSSET HARD HYBRID IMMOB IMPLANT "
     "INFANT INFLATABLE INITIAL INLAY INSIDE INTEGRAL INTEGRATED INTERPHALANGEAL INVOLVEMENT JNT JNTS "
     "JUNCTION KNEECAP LACE LAMINATION LAT LIFTS LIMITED LIMITS LONGITUDINAL MATERIAL MECHANICAL MECHANISM "
     "METATARSALS MINIMAL MINOR MODULAR MULTILIGAMENTOUS MULTIPLE NOTCH OCCIPITAL OPTIONAL OUTFLARE "
     "OUTSIDE OVER PADDING PARASPINAL PECTUS PENDULOUS PERONEAL PERTHES POLY POS POSITIONAL PRE PROG "
     "PRONATOR PROTECT PROTECTION PROTECTIVE PROVIDES PROVIDING PROX PTB PULL QUADRILATERAL REACTION "
     "RECIPROCAL RECIPROCATING REDUCES RELEASE RESIST RESTRAINT RESTRICTS RINGS ROLL ROUND SAGITTAL SANDAL "
     "SEGMENTED SEMIFLEXIBLE SERVICE SHELLS SPLIT SPREADER SPRINGS SPUR STRAIGHT STRENGTH SUPINATOR SUPP "
     "SUPPLIED SUPPORTS SYSTEMS TAPERED THRUST TRILATERAL TRIPLANAR TURNBUCKLES TWIN TYPES UNILATERAL "
     "VERTICAL WAIST WALK WEB WEBBING WIDTH WIRE SUBLUX SUBLUXATION DISLOCATION TENDONITIS TENDINITIS "
     "EPICONDYLITIS FASCIITIS BUNION HALLUS HALLUX HAMMERTOE NONUNION OSTEOARTHRITIS DJD DDD TKA THA TKR "
     "THR ORIF ARTHROPLASTY ARTHRODESIS MENISCUS BICEPS TRICEPS ACHILLES QUADRIPLEGIA PARAPLEGIA PARALYSIS "
     "HEMIPLEGIA HEMIPARESIS SCI TBI POLIO DYSTROPHY SCLEROSIS TREMOR SWELLING DROPFOOT STIFFNESS SPASM "
     "TONE GROWN OUTGREW OUTGROWN GAIN GAINED LOSS TIGHT LOOSE TOO BIG STOCK LOANER THERAPIST PROVIDER "
     "SUPPLIER CLINICIAN CPO CP CPED WHICH WILL WOULD CAN CANNOT COULD DOES DID DO GOT GET IF SO BUT HIM "
     "YOU YOUR OUR WE US THESE THOSE THERE WHERE THEN NOW STILL NIGHTLY DAILY AGAIN SAME TIME TIMES DAYS "
     "FIRST SECOND THIRD LAST NEXT EARLY LATE PRIOR PREVIOUS CURRENT OLD PROPER POOR GOOD UNABLE ABLE KEEP "
     "KEEPS HELP HELPS ALLOW ALLOWS PREVENT PREVENTS MAINTAIN CORRECT STABILIZE STABILITY IMPROVE REPORTED "
     "MOVING MOVED TRAVEL FLOOD TORN TORE DOG RIPPED DEFECTIVE FAILED FAILURE WARRANTY BRIM ISCHIAL QUAD "
     "QUADRICEPS GLUTEAL PELVIC TROCHANTERIC CONDYLE CONDYLAR MALLEOLUS MALLEOLAR SUPRACONDYLAR "
     "SUPRAMALLEOLAR ROCKER SOLE WELT TIE ENDS END POINT TENSION UPHOLSTERY HOSPITAL CLINIC OFFICE SCHOOL "
     "LAB BOX BAG PACK DONE GIVEN PROVIDED DISPENSED ISSUED RECEIVED DELIVERED DELIVERY BILLED BILLING "
     "PAID WEARING FOUND TAKEN CAME GOES MAKE STATES STATED SNF FACILITY STENOSIS RADICULOPATHY KYPHOSIS "
     "SPONDYLOSIS"},
};
// clang-format on

constexpr std::size_t slots = 4096;

/// The folded characters of a word, eight in each number, the first in the lowest byte; zeros behind the last.
struct word_key {
    std::array<std::uint64_t, longest / 8> parts{};

    constexpr void put(std::size_t at, char c) noexcept {
        parts[at / 8] |= std::uint64_t{static_cast<unsigned char>(c)} << at % 8 * 8;
    }
    [[nodiscard]] constexpr std::size_t slot() const noexcept {
        std::uint64_t hash = parts[0];
        for (std::uint64_t const part : {parts[1], parts[2]}) hash = (hash ^ hash >> 29 ^ part) * 0x9E3779B97F4A7C15U;
        return (hash ^ hash >> 32) * 0x9E3779B97F4A7C15U >> 52;
    }
    friend constexpr bool operator==(word_key const&, word_key const&) = default;
};
static_assert(longest % 8 == 0 && slots == 1 << 12);

constexpr word_key key_of(std::string_view folded) noexcept {
    word_key key;
    for (std::size_t i = 0; i < folded.size(); ++i) key.put(i, folded[i]);
    return key;
}

struct table {
    struct row {
        word_key key;
        entry what{};
    };
    std::array<row, 1800> rows{};
    std::array<std::uint16_t, slots> at{};  ///< 1 + the row; 0 is free
    std::size_t count = 0;

    constexpr void add(std::string_view text, group const& from) {
        word_key const key = key_of(text);
        std::size_t slot = key.slot();
        while (at[slot] != 0 && !(rows[at[slot] - 1U].key == key)) slot = (slot + 1) % slots;
        if (at[slot] == 0) {
            rows[count].key = key;
            rows[count].what.text = text;
            rows[count].what.what = from.what;
            at[slot] = static_cast<std::uint16_t>(++count);
        }
        entry& word = rows[at[slot] - 1U].what;
        word.says |= static_cast<std::uint32_t>(from.says);
        word.regions = static_cast<std::uint8_t>(word.regions | from.regions);
    }

    constexpr entry const* look(word_key const& key) const noexcept {
        for (std::size_t slot = key.slot(); at[slot] != 0; slot = (slot + 1) % slots)
            if (rows[at[slot] - 1U].key == key) return &rows[at[slot] - 1U].what;
        return nullptr;
    }
};

constexpr table made = [] {
    table t;
    for (group const& g : groups) {
        std::string_view rest = g.list;
        while (!rest.empty()) {
            std::size_t const end = rest.find(' ') == std::string_view::npos ? rest.size() : rest.find(' ');
            t.add(rest.substr(0, end), g);
            rest.remove_prefix(end == rest.size() ? end : end + 1);
        }
    }
    for (std::size_t i = 0; i < narrative_abbreviations.size(); ++i)
        for (std::size_t r = 0; r < t.count; ++r)
            if (t.rows[r].what.text == narrative_abbreviations[i]) t.rows[r].what.abbreviations |= 1U << i;
    return t;
}();

/// Makers whose names need no mark: the invented ones of the fixtures, and makers of orthoses known in the
/// trade.
constexpr std::string_view makers[] = {
    "ACME",
    "ACMEORTHO",
    "BRIGHTWELL",
    "EXTENDA",
    "HALVORSEN BRACING",
    "KINETIC BRACE CO",
    "MERIDIAN BRACE",
    "NORTHBRACE",
    "NORTHFIELD ORTHO",
    "ORTHOVANTE",
    "SAMPLE MEDICAL",
    "SAMPLECO",
    "SPINALYNE",
    "SUMMIT ORTHOTICS",
    "TESTMED",
    "TESTWORKS INC",
    "TESTWORKS",
    "ALLARD",
    "ASPEN",
    "BAUERFEIND",
    "BECKER",
    "BLEDSOE",
    "BREG",
    "CASCADE DAFO",
    "DONJOY",
    "DJO",
    "FILLAUER",
    "MEDI USA",
    "OPTEC",
    "ORTHOMERICA",
    "OSSUR",
    "OTTO BOCK",
    "OTTOBOCK",
    "SURESTEP",
    "THUASNE",
    "TOWNSEND",
    "TRULIFE",
    "ULTRAFLEX",
    "VQ ORTHOCARE",
};

constexpr std::string_view modifier_words =
    "NU RR UE NR LL MS RA RB RT LT 50 KX GA GZ GY GX GK GL EY CG SC ST KV J4 J5 KG KU KY KT KE KL KH KI KJ "
    "KR BP BR BU KB 99 AV "
    "AW K0 K1 K2 K3 K4 CR CC GW GV";

constexpr char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool inside_word(char c) noexcept {
    c = upper(c);
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Place of a digit or upper-case letter in a word of bits; above 63 for most other characters.
constexpr unsigned place_of(char c) noexcept { return static_cast<unsigned char>(c - '0'); }

/// For each first character, bits of the second characters.
constexpr std::array<std::uint64_t, 64> modifiers = [] {
    std::array<std::uint64_t, 64> sets{};
    for (std::size_t i = 0; i + 1 < modifier_words.size(); i += 3)
        sets[place_of(modifier_words[i])] |= std::uint64_t{1} << place_of(modifier_words[i + 1]);
    return sets;
}();

/// By the first letter of a maker: the first that begins so, and one behind the last. Makers stand in that order, those
/// of one letter in the order of the list.
struct maker_table {
    std::array<std::string_view, std::size(makers)> names{};
    std::array<std::uint8_t, 27> starts{};
};
constexpr maker_table made_makers = [] {
    maker_table t;
    std::size_t count = 0;
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        for (std::string_view const name : makers)
            if (name.front() == letter) t.names[count++] = name;
        t.starts[static_cast<std::size_t>(letter - 'A') + 1] = static_cast<std::uint8_t>(count);
    }
    return t;
}();
static_assert(made_makers.starts.back() == std::size(makers));

/// At most eight characters, the first in the lowest byte.
std::uint64_t load(char const* text, std::size_t size) noexcept {
    std::uint64_t word = 0;
    if (size == 8) {
        std::memcpy(&word, text, 8);
    } else if (size >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, text, 4);
        std::memcpy(&last, text + size - 4, 4);
        word = first | std::uint64_t{last} << (size - 4) * 8;
    } else {
        for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << i * 8;
    }
    return word;
}

/// Folds a word of letters and digits alone; false when it holds anything else.
bool fold_plain(std::string_view word, word_key& key) noexcept {
    static_assert(std::endian::native == std::endian::little);
    constexpr std::uint64_t ones = 0x0101010101010101U;
    if (word.size() > longest) return false;
    for (std::size_t i = 0; i < word.size(); i += 8) {
        std::size_t const size = std::min<std::size_t>(word.size() - i, 8);
        std::uint64_t const eight = load(word.data() + i, size);
        // In ASCII, letters have bit 6 and digits bit 4; marks have neither. Bit 5 tells small letters from capitals.
        if ((~(eight >> 6 | eight >> 4) & ones & (~std::uint64_t{0} >> (64 - 8 * size))) != 0) return false;
        key.parts[i / 8] = eight & ~((eight & 0x40 * ones) >> 1);
    }
    return true;
}

}  // namespace

entry const* find(std::string_view word) noexcept {
    word_key key;
    if (fold_plain(word, key)) return made.look(key);
    key = {};
    std::size_t size = 0;
    for (char const c : word) {
        if (c == '-' || c == '.' || c == '\'') continue;
        if (size == longest) return nullptr;
        key.put(size++, upper(c));
    }
    return made.look(key);
}

std::size_t maker_at(std::string_view text) noexcept {
    if (text.empty()) return 0;
    auto const letter = static_cast<unsigned char>(upper(text.front()) - 'A');
    if (letter > 25) return 0;
    for (std::size_t n = made_makers.starts[letter]; n < made_makers.starts[letter + 1]; ++n) {
        std::string_view const name = made_makers.names[n];
        if (text.size() < name.size()) continue;
        std::size_t i = 1;
        while (i < name.size() && upper(text[i]) == name[i]) ++i;
        if (i == name.size() && (i == text.size() || !inside_word(text[i]))) return i;
    }
    return 0;
}

bool is_modifier(char first, char second) noexcept {
    unsigned const row = place_of(upper(first)), bit = place_of(upper(second));
    return row < 64 && bit < 64 && (modifiers[row] >> bit & 1U) != 0;
}

}  // namespace orthoscrub::grammars::words
