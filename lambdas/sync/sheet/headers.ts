import { oneLine } from './cells/clean-text.ts';
import type { Cell, SheetField } from './sheet.ts';

/** How people title the columns. Case, accents, spaces, line breaks and punctuation do not count; the rest must match whole. */
const ALIASES: Record<SheetField, string[]> = {
  venue_id: [
    'Venue ID',
    'Venue No',
    'Venue Number',
    'Venue Code',
    'Property ID',
    'Property Code',
    'Site ID',
    'ID',
  ].concat(['รหัสสถานที่', 'รหัสร้าน', 'รหัสสาขา', 'รหัสโรงแรม', 'รหัส']),
  venue_name: [
    'Venue Name',
    'Venue',
    'Property Name',
    'Property',
    'Name',
    'Name of Venue',
    'Hotel',
    'Hotel Name',
  ].concat(['Outlet Name', 'Site Name', 'ชื่อสถานที่', 'ชื่อร้าน', 'ชื่อโรงแรม', 'ชื่อสาขา', 'ชื่อ', 'สถานที่', 'โรงแรม']),
  location: ['Location', 'Venue Location', 'City', 'Town', 'Area', 'Province', 'Destination'].concat([
    'ที่ตั้ง',
    'สถานที่ตั้ง',
    'จังหวัด',
    'เมือง',
    'ทำเล',
  ]),
  contact_name: [
    'Contact Name',
    'Contact',
    'Contact Person',
    'Contact Name 1',
    'Name of Contact',
    'Main Contact',
    'PIC',
  ].concat(['ผู้ติดต่อ', 'ชื่อผู้ติดต่อ']),
  contact_email: [
    'Contact Email',
    'E-mail',
    'Email Address',
    'Contact Email Address',
    'Mail',
    'Email 1',
    'Contact Email 1',
  ].concat(['อีเมล', 'อีเมล์', 'อีเมลผู้ติดต่อ']),
  contact_phone: [
    'Contact Phone',
    'Phone',
    'Tel',
    'Telephone',
    'Phone Number',
    'Phone No',
    'Tel No',
    'Telephone Number',
  ].concat(
    [
      'Contact Phone Number',
      'Contact Number',
      'Contact Tel',
      'Mobile',
      'Mobile Number',
      'Mobile Phone',
      'Contact Phone 1',
    ],
    ['โทรศัพท์', 'เบอร์โทรศัพท์', 'เบอร์โทร', 'โทร', 'เบอร์ติดต่อ', 'มือถือ'],
  ),
  soundtrack_account_id: [
    'Soundtrack Account ID',
    'Soundtrack ID',
    'Soundtrack Account',
    'Soundtrack',
    'Account ID',
  ].concat(['SYB Account ID', 'SYB ID', 'SYB Account', 'รหัสบัญชี Soundtrack', 'บัญชี Soundtrack']),
  zone_count: [
    'Zone Count',
    'Zones',
    'amount_of_zones_venues',
    'Amount of Zones',
    'No of Zones',
    'Number of Zones',
  ].concat(['Zones Count', 'Total Zones', 'of Zones', 'Qty of Zones', 'จำนวนโซน', 'โซน']),
  subscription_status: ['Subscription Status', 'Status', 'Subscription', 'Account Status', 'Contract Status'].concat([
    'สถานะ',
    'สถานะการใช้งาน',
    'สถานะสมาชิก',
  ]),
  last_issue_date: [
    'Last Issue Date',
    'Last Issue',
    'Date of Last Issue',
    'Last Incident',
    'Last Incident Date',
  ].concat(['ปัญหาล่าสุด', 'วันที่แจ้งปัญหาล่าสุด', 'วันที่เกิดปัญหาล่าสุด', 'แจ้งปัญหาล่าสุด']),
  notes: ['Notes', 'Note', 'Remarks', 'Remark', 'Comments', 'Comment', 'Special Notes', 'หมายเหตุ', 'บันทึก'],
  priority_level: ['Priority Level', 'Priority', 'Prio', 'ความสำคัญ', 'ลำดับความสำคัญ', 'ระดับความสำคัญ', 'ความเร่งด่วน'],
  sla_tier: ['SLA Tier', 'Tier', 'SLA', 'SLA Level', 'Service Tier', 'Service Level', 'ระดับบริการ', 'ระดับ SLA'],
};

const LONGEST_HEADER = 60;
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

const FIELDS = new Map(
  (Object.entries(ALIASES) as [SheetField, string[]][]).flatMap(([field, aliases]) =>
    [field, ...aliases].map((alias) => [fold(alias), field] as const),
  ),
);

/** The field a header cell names, if any. */
export const fieldOf = (cell: Cell | undefined): SheetField | undefined =>
  typeof cell === 'string' && cell.length <= LONGEST_HEADER ? FIELDS.get(fold(oneLine(cell))) : undefined;
