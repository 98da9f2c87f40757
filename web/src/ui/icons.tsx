import type { ReactNode } from 'react';

export interface IconProps {
  readonly size?: number;
}

/** Line icons on a grid of 24, drawn for these pages. Beside words they say nothing new, so they are hidden from readers. */
function Drawing({
  size = 18,
  isDirected = false,
  children,
}: IconProps & { readonly isDirected?: boolean; readonly children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      data-directed={isDirected || undefined}
    >
      {children}
    </svg>
  );
}

const icon = (drawing: ReactNode) => (props: IconProps) => <Drawing {...props}>{drawing}</Drawing>;
/** Points where the text goes on, or out of it: the other way round in a language that is read from the right. */
const directed = (drawing: ReactNode) => (props: IconProps) => (
  <Drawing {...props} isDirected>
    {drawing}
  </Drawing>
);

export const HomeIcon = icon(<path d="M4 11 12 4l8 7v9h-5.500v-5.500h-5V20H4z" />);
export const CertificateIcon = icon(
  <>
    <path d="M5 4h14v10.5H5z" />
    <path d="M8.5 8h7M8.5 11h4" />
    <circle cx="15.5" cy="15.5" r="2.5" fill="var(--icon-ground, none)" />
    <path d="m14 17.5-.8 3.5 2.3-1.3 2.3 1.3-.8-3.5" />
  </>,
);
export const PouchIcon = icon(
  <>
    <path d="M3.5 8.5 12 14l8.5-5.500V18a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z" />
    <path d="M6 9.700V4h12v5.700M9 7.500h6" />
  </>,
);
export const HandoverIcon = icon(<path d="M4 8.500h15m-4-4 4 4-4 4M20 15.500H5m4-4-4 4 4 4" />);
export const VerifyIcon = icon(
  <>
    <path d="M12 3.5 19 6v5.500c0 4.3-2.9 7.5-7 9-4.1-1.5-7-4.7-7-9V6z" />
    <path d="m9 11.8 2.2 2.2 4-4.3" />
  </>,
);
export const OrganisationIcon = icon(
  <>
    <path d="M4 20V9.500L12 4l8 5.500V20M3 20h18" />
    <path d="M8.5 20v-7M12 20v-7M15.5 20v-7" />
  </>,
);
export const SealedIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m8.5 12.2 2.4 2.4 4.6-4.9" />
  </>,
);
export const WaitingIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.500V12l3 2" />
  </>,
);
export const WrongIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m9 9 6 6m0-6-6 6" />
  </>,
);
export const UnknownIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.7 9.500a2.4 2.4 0 1 1 3.3 2.300c-.7.3-1 .8-1 1.600M12 16.600v.1" />
  </>,
);
export const DocumentIcon = icon(
  <>
    <path d="M6 3.500h8L18.5 8v12.500H6z" />
    <path d="M13.5 3.500V8.500h5" />
  </>,
);
export const ArchiveIcon = icon(<path d="M5 8.500V20h14V8.500M3.500 4h17v4.500h-17zM9.500 12.500h5" />);
export const DownloadIcon = icon(<path d="M12 4v11m-4.5-4L12 15.5 16.5 11M4.5 20h15" />);
export const UploadIcon = icon(<path d="M12 15.500V4m-4.5 4L12 3.5 16.5 8M4.5 20h15" />);
export const SearchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </>,
);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const CameraIcon = icon(
  <>
    <path d="M4 8h3.500l1.500-2.500h6L16.500 8H20v10.500H4z" />
    <circle cx="12" cy="13" r="3.250" />
  </>,
);
export const ChevronIcon = directed(<path d="m9 6 6 6-6 6" />);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.400m0-12.800L17 7M7 17l-1.4 1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z" />);
export const LanguageIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.500 12h17M12 3.500c2.500 2.300 3.700 5.100 3.700 8.500s-1.200 6.200-3.700 8.500c-2.500-2.300-3.700-5.100-3.700-8.500s1.200-6.200 3.700-8.500z" />
  </>,
);
export const SignOutIcon = directed(<path d="M14 4.500H5.500v15H14M10 12h10m-3.5-3.500L20 12l-3.5 3.5" />);
export const CloseIcon = icon(<path d="m6.5 6.5 11 11m0-11-11 11" />);
export const DeskIcon = icon(
  <>
    <path d="M4 13.500 6.500 5h11L20 13.500V19H4z" />
    <path d="M4 13.500h4.500l1 2.500h5l1-2.500H20" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.500" r="3" />
    <path d="M3.500 19c0-3.300 2.400-5.500 5.500-5.500s5.500 2.200 5.500 5.500M15.500 5.800a3 3 0 0 1 0 5.400M17 13.900c2.200.600 3.500 2.500 3.500 5.100" />
  </>,
);
export const BellIcon = icon(
  <path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4M12 5V3.500" />,
);
export const ActivityIcon = icon(<path d="M3 12h4l3-7 4 14 3-7h4" />);
